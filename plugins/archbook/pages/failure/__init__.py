"""The chapter about what can fail: what a loss does, promises, rules, findings, waivers."""

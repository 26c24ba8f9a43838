/*
 * Filling in a checklist: what a person answers is kept as a draft in this browser and copied out as
 * the YAML of an attestation, or as a task list for a pull request. Git stays the truth.
 *
 * Without this script the pages are complete; only the form stays hidden. A draft belongs to one
 * component of one site, so that all pages that ask for it show the same one.
 */
(() => {
  "use strict";

  const PREFIX = "archbook:draft:";
  const WHO = "archbook:who:";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const memory = new Map();

  /* The browser's storage; what it refuses is kept until the page is left. */
  const store = {
    kept: true,
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch (error) {
        if (!(error instanceof SyntaxError)) this.kept = false;
        return memory.get(key) ?? null;
      }
    },
    write(key, value) {
      memory.set(key, value);
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
        this.kept = true;
      } catch {
        this.kept = false;
      }
    },
  };

  const parsed = (text, otherwise) => {
    try {
      return JSON.parse(text);
    } catch {
      return otherwise;
    }
  };

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  /* YAML --------------------------------------------------------------------------------------- */

  /* Words of YAML, and what its readers take for numbers or dates, are not plain text. */
  const PLAIN = /^[A-Za-z_](?:[A-Za-z0-9 _./@+-]*[A-Za-z0-9_./@+-])?$/;
  const WORDS = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
  const UNSEEN = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

  /* A text on one line, as YAML reads it back unchanged. */
  function scalar(text) {
    const sound = text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, "\ufffd");
    if (PLAIN.test(sound) && !WORDS.test(sound) && !sound.includes("  ")) return sound;
    return JSON.stringify(sound).replace(UNSEEN, (sign) =>
      `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }

  /* Quoted always: a link or a path may hold what means something in a list of YAML. */
  const quoted = (text) => (PLAIN.test(text) && !WORDS.test(text) ? text : scalar(text));

  function evidenceYaml(entry) {
    return Object.entries(entry).map(([key, value]) => `${key}: ${quoted(value)}`).join(", ");
  }

  /* One attestation, indented below its item. */
  function attestationYaml(item, said) {
    const lines = [`  ${scalar(item)}:`, `    answer: ${said.answer}`, `    by: ${scalar(said.by)}`];
    lines.push(`    on: ${said.on}`, `    digest: ${scalar(said.digest)}`);
    if (said.statement) lines.push(`    statement: ${scalar(said.statement)}`);
    if (said.evidence?.length) {
      lines.push("    evidence:");
      for (const entry of said.evidence) lines.push(`      - {${evidenceYaml(entry)}}`);
    }
    const fields = Object.entries(said.fields ?? {});
    if (fields.length) {
      lines.push("    fields:");
      for (const [name, value] of fields) lines.push(`      ${scalar(name)}: ${fieldYaml(value)}`);
    }
    return lines;
  }

  /* Values are compared with limits as they are written: a number stays one. */
  const fieldYaml = (value) => (/^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? value : scalar(value));

  /* The whole file: what it has already, and what the draft says in its place or beside it. */
  function fileYaml(component, attested, draft) {
    const items = { ...attested, ...draft };
    const lines = [`component: ${scalar(component)}`, "attestations:"];
    for (const item of Object.keys(items).sort()) lines.push(...attestationYaml(item, items[item]));
    return `${lines.join("\n")}\n`;
  }

  /* Markdown ----------------------------------------------------------------------------------- */

  const inline = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").trim();
  const ANSWERS = { pass: "can", fail: "cannot", "not-applicable": "does not apply" };

  function evidenceMarkdown(entry) {
    const [[kind, target]] = Object.entries(entry);
    const name = inline(target.replace(/^https:\/\//, ""));
    return kind === "link" ? `[${name}](<${target.replace(/[<>\s]/g, encodeURIComponent)}>)`
      : `${kind} ${name}`;
  }

  function taskMarkdown(item, ability, said) {
    const open = `**${inline(item)}** ${inline(ability)}`;
    if (!said) return `- [ ] ${open}`;
    const values = Object.entries(said.fields ?? {}).map(([k, v]) => `${inline(k)} ${inline(v)}`);
    const rest = [
      ...(said.statement ? [inline(said.statement)] : []),
      ...values,
      ...(said.evidence ?? []).map(evidenceMarkdown),
    ];
    const who = [said.by && inline(said.by), said.on].filter(Boolean).join(", ");
    const tick = said.answer === "fail" ? " " : "x";
    return `- [${tick}] ${open}: ${ANSWERS[said.answer]}`
      + `${who ? ` (${who})` : ""}${rest.length ? ` - ${rest.join("; ")}` : ""}`;
  }

  /* One page that can be filled in ------------------------------------------------------------- */

  /* What a line of evidence names: an address, or a path with what it is. */
  function evidence(text) {
    return text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
      if (/^https?:/i.test(line)) return { link: line };
      const [, kind = "file", target, digest] =
        /^(?:(file|record|drill):\s*)?(.*?)(?:\s+(sha256:[0-9a-f]{64}))?$/.exec(line);
      return kind === "drill" && digest ? { drill: target, digest } : { [kind]: target };
    });
  }

  class Form {
    constructor(root) {
      this.root = root;
      this.site = new URL(root.dataset.abBase, document.baseURI).pathname;
      const data = parsed(root.querySelector("[data-ab-data]").content.textContent, {});
      this.attested = data.attested ?? {};
      this.asked = data.asked ?? {};
      this.part = (name) => root.querySelector(`[data-ab-${name}]`);
      this.who = (name) => root.querySelector(`[data-ab-who="${name}"]`);
      this.said = root.querySelector(".ab-draft__said");
      this.build();
      this.listen();
      root.hidden = false;
      this.show();
    }

    get component() {
      return this.root.dataset.abComponent || this.who("component").value;
    }

    /* The items of this page that may be attested for the component. */
    get fills() {
      const asked = this.asked[this.component] ?? [];
      return all("[data-ab-fill]").filter((fill) => asked.includes(fill.dataset.abFill));
    }

    get key() {
      return `${PREFIX}${this.site}:${this.component}`;
    }

    get draft() {
      const found = store.read(this.key);
      return found && typeof found === "object" && found.items ? found : { items: {} };
    }

    /* A form for each item, made once of the page's template. */
    build() {
      const template = this.part("form").content;
      for (const fill of all("[data-ab-fill]")) {
        const { abFill: item, abAbility: ability } = fill.dataset;
        const form = template.cloneNode(true).firstElementChild;
        form.querySelector("legend").textContent = `Answer for: ${ability}`;
        for (const [name, limit] of parsed(fill.dataset.abFields, [])) {
          const label = document.createElement("label");
          label.className = "ab-filter";
          const words = document.createElement("span");
          words.textContent = limit ? `${name} (${limit})` : name;
          const input = document.createElement("input");
          input.type = "text";
          input.name = `field:${name}`;
          input.autocomplete = "off";
          label.append(words, input);
          form.querySelector(".ab-fill__fields").append(label);
        }
        form.hidden = true;
        fill.append(form);
        form.addEventListener("input", () => this.keep(item, form));
      }
    }

    listen() {
      this.part("open").addEventListener("click", () => this.open(this.body.hidden));
      for (const field of all("[data-ab-who]", this.root)) {
        field.addEventListener("input", () => this.name(field.dataset.abWho));
      }
      for (const button of all("[data-ab-copy]", this.root)) {
        button.addEventListener("click", () => this.copy(button.dataset.abCopy));
      }
      this.part("clear").addEventListener("click", () => {
        store.write(this.key, null);
        this.show();
        this.tell("The draft is cleared.");
      });
    }

    get body() {
      return this.root.querySelector(".ab-draft__form");
    }

    open(wanted) {
      this.body.hidden = !wanted;
      const button = this.part("open");
      button.setAttribute("aria-expanded", String(wanted));
      button.textContent = wanted ? "Close" : "Fill in";
      const asked = this.fills;
      for (const fill of all("[data-ab-fill]")) {
        fill.querySelector(".ab-fill__form").hidden = !wanted || !asked.includes(fill);
      }
    }

    tell(words) {
      this.said.textContent = words;
    }

    /* Who says so is kept for the whole site, the day and the answers with the draft. */
    name(which) {
      if (which === "component") {
        this.show();
        return;
      }
      if (which === "by") store.write(`${WHO}${this.site}`, this.who("by").value);
      if (which === "on") store.write(this.key, { ...this.draft, on: this.who("on").value });
      this.state();
    }

    keep(item, form) {
      const field = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
      const ticked = field("tick").checked;
      form.querySelector(".ab-fill__rest").hidden = !ticked;
      const draft = this.draft;
      const fields = all("[name^='field:']", form).map((one) => [one.name.slice(6), one.value]);
      if (ticked) {
        draft.items[item] = {
          answer: field("answer").value,
          statement: field("statement").value,
          evidence: field("evidence").value,
          fields: Object.fromEntries(fields),
        };
      } else delete draft.items[item];
      const empty = !Object.keys(draft.items).length;
      store.write(this.key, empty ? null : { ...draft, on: draft.on || this.who("on").value });
      this.state();
    }

    /* Put the draft of the component into the page. */
    show() {
      const draft = this.draft;
      this.who("by").value = store.read(`${WHO}${this.site}`) ?? "";
      this.who("on").value = draft.on || today();
      for (const fill of this.fills) {
        const kept = draft.items[fill.dataset.abFill];
        const form = fill.querySelector(".ab-fill__form");
        const set = (name, value) => {
          form.querySelector(`[name="${CSS.escape(name)}"]`).value = value;
        };
        form.querySelector("[name=tick]").checked = Boolean(kept);
        form.querySelector(".ab-fill__rest").hidden = !kept;
        set("answer", ANSWERS[kept?.answer] ? kept.answer : "pass");
        set("statement", kept?.statement ?? "");
        set("evidence", kept?.evidence ?? "");
        for (const input of all("[name^='field:']", form)) {
          input.value = kept?.fields?.[input.name.slice(6)] ?? "";
        }
      }
      this.open(Object.keys(draft.items).length > 0 || !this.body.hidden);
      this.part("text").hidden = true;
      this.state();
    }

    /* Say what there is, what lacks, and where it is kept. */
    state() {
      const here = new Set(this.fills.map((fill) => fill.dataset.abFill));
      const items = Object.keys(this.draft.items);
      const count = items.filter((item) => here.has(item)).length;
      const elsewhere = items.length - count;
      this.part("kept").textContent = store.kept
        ? "A draft, kept in this browser only."
        : "This browser keeps nothing: the draft is gone when you leave the page.";
      this.part("file").textContent = `${this.root.dataset.abFolder}/${this.component}.yaml`;
      const there = Object.keys(this.attested[this.component] ?? {}).length;
      this.part("there").textContent = there
        ? `That file says ${there === 1 ? "one thing" : `${there} things`} already; the copy holds`
          + " them too and can take its place, less its comments."
        : "";
      this.tell([
        count && `${count} ${count === 1 ? "answer" : "answers"} in the draft.`,
        elsewhere && `${elsewhere} more to what this page does not ask.`,
      ].filter(Boolean).join(" "));
      const lacks = this.lacks();
      const list = this.part("lacks");
      list.replaceChildren(...lacks.map((words) => {
        const line = document.createElement("li");
        line.textContent = words;
        return line;
      }));
      list.hidden = !lacks.length;
    }

    /* What the answers still lack, so that they count. */
    lacks() {
      const items = this.draft.items;
      if (!Object.keys(items).length) return [];
      const found = [];
      if (!this.who("by").value.trim()) found.push("Who says so?");
      if (!this.who("on").value) found.push("On which day?");
      for (const fill of this.fills) {
        const kept = items[fill.dataset.abFill];
        if (!kept) continue;
        const lack = [];
        const needed = kept.answer === "pass";
        if (kept.answer === "not-applicable" && !kept.statement.trim()) lack.push("a reason");
        if (needed && fill.dataset.abEvidence === "yes" && !evidence(kept.evidence).length) {
          lack.push("evidence");
        }
        if (needed) {
          lack.push(...parsed(fill.dataset.abFields, []).map(([name]) => name)
            .filter((name) => !(kept.fields[name] ?? "").trim()));
        }
        if (lack.length) found.push(`${fill.dataset.abFill} lacks ${lack.join(", ")}.`);
      }
      return found;
    }

    /* The answers of the draft to items of this page in the form of an attestation, by item. */
    answers() {
      const found = {};
      const { items } = this.draft;
      for (const fill of this.fills) {
        const item = fill.dataset.abFill;
        const kept = items[item];
        if (!kept) continue;
        const fields = Object.entries(kept.fields).map(([name, value]) => [name, value.trim()]);
        found[item] = {
          answer: kept.answer,
          by: this.who("by").value.trim(),
          on: this.who("on").value,
          digest: fill.dataset.abDigest,
          statement: kept.statement.trim(),
          evidence: evidence(kept.evidence),
          fields: Object.fromEntries(fields.filter(([, value]) => value)),
        };
      }
      return found;
    }

    text(kind) {
      const answers = this.answers();
      if (kind === "yaml") {
        return fileYaml(this.component, this.attested[this.component] ?? {}, answers);
      }
      const lines = this.fills.map((fill) =>
        taskMarkdown(fill.dataset.abFill, fill.dataset.abAbility, answers[fill.dataset.abFill]));
      return `### Readiness of ${inline(this.component)}\n\n${lines.join("\n")}\n`;
    }

    async copy(kind) {
      const text = this.text(kind);
      const label = this.part("text");
      label.hidden = true;
      const lacks = this.lacks().length ? " Something still lacks, see below." : "";
      try {
        await navigator.clipboard.writeText(text);
        this.tell(`Copied.${lacks}`);
      } catch {
        // Where the clipboard is closed, the text is there to be copied by hand.
        const area = label.querySelector("textarea");
        area.value = text;
        label.hidden = false;
        area.focus();
        area.select();
        this.tell(`The clipboard is closed to this page: copy the text below.${lacks}`);
      }
    }
  }

  (window.document$ ?? { subscribe: (f) => f() }).subscribe(() => {
    for (const root of all("[data-ab-draft]")) {
      if (!("abReady" in root.dataset)) {
        root.dataset.abReady = "yes";
        if (all("[data-ab-fill]").length) new Form(root);
      }
    }
  });
})();

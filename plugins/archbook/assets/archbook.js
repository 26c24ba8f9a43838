/*
 * Indexes of decisions and components: sorting, filtering, and a view that can be shared by its
 * address. Wide tables in bodies, reachable by keyboard. Cards of pictures, which lead on and bring
 * out their lines.
 *
 * Without this script the table is complete and in order; the filters stay hidden. All state is
 * in the page (form fields, aria-sort) and in the address, none in this file, so that it can be
 * read again after each of Material's instant navigations and works on any other theme as well.
 */
(() => {
  "use strict";

  const SORT = "sort";
  const DIRECTION = "dir";
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const indexes = () => all("[data-ab-index]");
  const heads = (root) => all("th[data-ab-sort]", root);
  const fields = (root) => all("[data-ab-filters] [name]", root);
  const sorted = (root) => heads(root).find((th) => th.hasAttribute("aria-sort"));
  const rows = (root) => all("[data-ab-table] tbody tr", root);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* The name of a column in the address: stated, else its title. */
  const column = (head) =>
    head.dataset.abColumn || plain(head.textContent.trim()).replace(/[^\p{L}\p{N}]+/gu, "-");

  /* The name of a field in the address: Material takes `q` for a query of the site's own search. */
  const key = (field) => (field.name === "q" ? "text" : field.name);

  /* Whether a row has every word of the text, and the value of every facet that is set. */
  function matches(row, wanted) {
    return wanted.every(([name, value]) => {
      if (name !== "q") return (row.dataset[name] ?? "").split("|").includes(value);
      const text = plain(row.textContent);
      return plain(value).split(/[^\p{L}\p{N}]+/u).every((word) => text.includes(word));
    });
  }

  /* What a row is sorted by: the cell's stated key, else its text. */
  function sortKey(row, column) {
    const cell = row.cells[column];
    return (cell?.dataset.abValue ?? cell?.textContent ?? "").trim();
  }

  function order(root) {
    const list = rows(root);
    const head = sorted(root);
    const sign = head?.getAttribute("aria-sort") === "descending" ? -1 : 1;
    const sortedBy = head
      ? (row) => sortKey(row, head.cellIndex)
      : (row) => row.dataset.abOrder;
    // What states nothing comes last in both directions.
    const keyed = list.map((row) => [sortedBy(row), Number(row.dataset.abOrder), row]);
    keyed.sort(([a, i], [b, j]) =>
      (a === "") - (b === "") || sign * collator.compare(a, b) || i - j);
    const next = keyed.map(([, , row]) => row);
    // A row that is moved loses the focus, so none is without need.
    if (next.some((row, i) => row !== list[i])) list[0].parentNode.append(...next);
  }

  /* Show what the form and the column heads say. */
  function show(root) {
    const wanted = fields(root).map((f) => [f.name, f.value.trim()]).filter(([, value]) => value);
    const list = rows(root);
    for (const row of list) row.hidden = !matches(row, wanted);
    order(root);
    const shown = list.filter((row) => !row.hidden).length;
    const { abOne = "decision", abMany = `${abOne}s` } = root.dataset;
    const total = `${list.length} ${list.length === 1 ? abOne : abMany}`;
    const text = wanted.length ? `${shown} of ${total}` : total;
    for (const count of all(".ab-count", root)) {
      if (count.textContent !== text) count.textContent = text;
    }
    for (const note of all(".ab-empty", root)) note.hidden = shown > 0;
    const head = sorted(root);
    for (const caption of all("caption", root)) {
      caption.dataset.abOwn ??= caption.textContent;
      const by = head && `sorted by “${head.textContent.trim()}”, ${head.getAttribute("aria-sort")}`;
      caption.textContent = wanted.length || by
        ? [text, by].filter(Boolean).join(", ")
        : caption.dataset.abOwn;
    }
  }

  /* Mark the column the table is sorted by; without one it is in the log's own order. */
  function mark(root, name, direction) {
    for (const head of heads(root)) {
      if (name && column(head) === name) {
        head.setAttribute("aria-sort", direction === "desc" ? "descending" : "ascending");
      } else head.removeAttribute("aria-sort");
    }
  }

  /* Take the view from the address. */
  function read(root) {
    const query = new URLSearchParams(location.search);
    for (const field of fields(root)) {
      field.value = query.get(key(field)) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    mark(root, query.get(SORT), query.get(DIRECTION));
    show(root);
  }

  /* Put the view into the address; the history keeps its state, which holds Material's scroll. */
  function write(root) {
    const url = new URL(location.href);
    const set = (name, value) =>
      value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
    for (const field of fields(root)) set(key(field), field.value.trim());
    const head = sorted(root);
    set(SORT, head && column(head));
    set(DIRECTION, head?.getAttribute("aria-sort") === "descending" && "desc");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  function change(root) {
    show(root);
    write(root);
  }

  function sortBy(root, head) {
    const first = head.dataset.abSort === "date" ? "desc" : "asc"; // the newest are asked for first
    const other = first === "asc" ? "desc" : "asc";
    const current = { ascending: "asc", descending: "desc" }[head.getAttribute("aria-sort")];
    mark(root, column(head), current === first ? other : first);
    change(root);
  }

  function prepare(root) {
    root.dataset.abReady = location.pathname;
    rows(root).forEach((row, i) => { row.dataset.abOrder = i; });
    for (const head of heads(root)) {
      head.dataset.abColumn = column(head);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ab-sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sortBy(root, head));
    }
    for (const form of all("[data-ab-filters]", root)) {
      form.autocomplete = "off"; // the address says what is filtered, not the browser's memory
      form.hidden = false;
      form.addEventListener("input", () => change(root));
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("reset", (event) => {
        event.preventDefault();
        for (const field of fields(root)) field.value = "";
        mark(root);
        change(root);
      });
    }
    const note = document.createElement("p");
    note.className = "ab-empty";
    note.hidden = true;
    note.textContent = `No ${root.dataset.abOne ?? "decision"} matches.`;
    all(".ab-table-wrap", root).at(-1)?.after(note);
    read(root);
  }

  /* A table that Material lets scroll is a stop for the keyboard as long as it is too wide. */
  const scrollers = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
        target.setAttribute("role", "group");
        target.setAttribute("aria-label", "Table");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
      }
    }
  });

  /*
   * Links from the index to the index. Material would go back at once from one that differs in
   * the query only, and its links within the page carry the query the page was loaded with.
   */
  function follow(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || !plainClick(event) || link.target || !indexes().length) return;
    const url = new URL(link.href, location.href);
    if (url.origin + url.pathname !== location.origin + location.pathname) return;
    if (url.hash) {
      if (url.search !== location.search) {
        url.search = location.search;
        link.href = url.href;
      }
    } else if (url.search) {
      event.preventDefault();
      event.stopPropagation();
      history.pushState(null, "", url);
      indexes().forEach(read);
    }
  }

  const XLINK = "http://www.w3.org/1999/xlink";
  const plainClick = (event) =>
    !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  /* Cards of pictures lead on as fast as other links: Material only follows those of HTML. */
  function leave(event) {
    const link = event.target.closest?.(".ab-picture a");
    if (!link || !window.document$ || !plainClick(event)) return;
    const stand = document.createElement("a");
    stand.href = new URL(link.getAttributeNS(XLINK, "href"), document.baseURI).href;
    stand.hidden = true;
    event.preventDefault();
    event.stopPropagation();
    document.body.append(stand);
    stand.click();
    stand.remove();
  }

  /* A card that is pointed at, or has the focus, brings out its own lines among many. */
  function trace(event) {
    const card = event.target.closest?.(".ab-picture .ab-p-card");
    const picture = card?.closest(".ab-picture");
    for (const other of all(".ab-picture.ab-is-traced")) {
      if (other !== picture) other.classList.remove("ab-is-traced");
    }
    if (!picture) return;
    // Ids are the picture's own prefix and the name that its lines know the card by.
    const prefix = picture.getAttribute("aria-labelledby").split(" ")[0].replace(/title$/, "");
    const name = card.id.slice(prefix.length);
    let found = false;
    for (const line of all(".ab-p-edge", picture)) {
      const near = line.dataset.abFrom === name || line.dataset.abTo === name;
      line.classList.toggle("ab-is-near", near);
      found ||= near;
    }
    picture.classList.toggle("ab-is-traced", found);
  }

  document.addEventListener("click", leave, true);
  document.addEventListener("pointerover", trace);
  document.addEventListener("focusin", trace);
  document.addEventListener("click", follow, true);
  addEventListener("popstate", () => {
    // With instant navigation the address of another page comes before its content.
    indexes().filter((root) => root.dataset.abReady === location.pathname).forEach(read);
  });
  (window.document$ ?? { subscribe: (f) => f() }).subscribe(() => {
    indexes().filter((root) => !("abReady" in root.dataset)).forEach(prepare);
    all(".ab-body .md-typeset__scrollwrap").forEach((box) => scrollers.observe(box));
  });
})();

// Sorting is tablesort's. What is here: filters, which are in the address, and the students' sections and the comparisons,
// which are packed until they are opened.
(() => {
  "use strict";
  const by = (id) => document.getElementById(id);
  document.querySelectorAll("table.sortable").forEach((table) => new Tablesort(table));

  let unpacked;
  function unpack() {
    unpacked ??= (async () => {
      const bytes = Uint8Array.from(atob(by("packed").textContent), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      return JSON.parse(await new Response(stream).text());
    })();
    return unpacked;
  }

  // A section is made of parts that many share. All of them were escaped when the page was made.
  async function fill(section) {
    const body = section.lastElementChild;
    if (body.childElementCount) return;
    const { parts, students, pairs } = await unpack();
    const group = section.matches(".student") ? students : pairs;
    body.innerHTML = group[Number(section.id.slice(1))].map((at) => parts[at]).join("");
  }

  const sections = [...document.querySelectorAll("details.student")];
  for (const section of document.querySelectorAll("details.student, details.compare"))
    section.addEventListener("toggle", () => section.open && fill(section));

  async function show(section) {
    section.hidden = false;
    await fill(section);
    section.open = true;
  }

  // What is chosen: q, section, status, check, mistake, cluster, and s, the student who is shown. All of it is in the address.
  const GROUPS = { mistake: "mistakes", cluster: "clusters" };
  const KEYS = ["q", "section", "status", "check", ...Object.keys(GROUPS), "s"];
  let chosen = {};

  function read() {
    const text = location.hash.slice(1);
    if (/^s\d+$/.test(text)) return { s: text.slice(1) };
    if (!text.includes("=")) return null;
    const found = new URLSearchParams(text);
    return Object.fromEntries(KEYS.filter((key) => found.get(key)).map((key) => [key, found.get(key)]));
  }

  function address() {
    const kept = KEYS.filter((key) => chosen[key]);
    if (kept.length === 1 && kept[0] === "s") return `#s${chosen.s}`;
    return `#${new URLSearchParams(kept.map((key) => [key, chosen[key]]))}`;
  }

  let facets, words, rows, owner; // found out when they are needed, not when the page is opened
  function prepare() {
    facets ??= JSON.parse(by("facets").textContent);
    rows ??= [...document.querySelectorAll("#heat tbody tr")];
    owner ??= rows.map((row) => Number(row.querySelector("a").hash.slice(2)));
    words ??= rows.map((row) => `${row.cells[0].textContent} ${row.lastElementChild.textContent}`.toLowerCase());
  }

  // What a student has to be like, a test for each filter that is on.
  function tests() {
    const { q, section, status, check } = chosen;
    const found = [];
    const letter = Object.keys(facets.letters).find((one) => facets.letters[one] === status);
    const passed = Object.keys(facets.letters).find((one) => facets.letters[one] === "passed");
    if (q) found.push((at, row) => words[row].includes(q.trim().toLowerCase()));
    if (section) found.push((at) => facets.sections[at] === section);
    if (check) {
      const place = Object.keys(facets.checks).indexOf(check);
      const fits = (ended) => (letter ? ended === letter : ended !== passed && ended !== "-"); // "-": excused
      found.push((at) => fits(facets.ended[at][place]));
    } else if (letter) found.push((at) => facets.ended[at].includes(letter));
    if (status === "needs_review") found.push((at) => facets.review.includes(at));
    for (const [key, group] of Object.entries(GROUPS)) {
      if (!chosen[key]) continue;
      const students = new Set(facets[group][chosen[key]]?.students);
      found.push((at) => students.has(at));
    }
    return found;
  }

  let filtered = false;
  function filter() {
    const on = KEYS.some((key) => key !== "s" && chosen[key]);
    if (!on && !filtered) return;
    filtered = true;
    prepare();
    const all = tests();
    let count = 0;
    rows.forEach((row, k) => {
      const found = all.every((test) => test(owner[k], k));
      row.hidden = sections[owner[k]].hidden = !found;
      count += found;
    });
    by("count").textContent = `${count} of ${rows.length} students`;
    by("search").value = chosen.q ?? "";
    by("status").value = chosen.status ?? "";
    if (by("section")) by("section").value = chosen.section ?? "";
    by("chips").replaceChildren();
    chip("check", chosen.check && (chosen.status ? "of this check: " : "did not pass: ") + (facets.checks[chosen.check] ?? chosen.check));
    for (const [key, group] of Object.entries(GROUPS))
      chip(key, chosen[key] && (facets[group][chosen[key]]?.name ?? chosen[key]));
  }

  function chip(key, text) {
    if (!text) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = `${text} ✕`;
    button.setAttribute("aria-label", `Remove the filter: ${text}`);
    button.addEventListener("click", () => choose({ [key]: "" }));
    by("chips").append(button);
  }

  let current;
  async function present() {
    const section = sections[Number(chosen.s ?? -1)];
    if (!section) return;
    current = section;
    section.insertBefore(by("bar"), section.lastElementChild);
    by("bar").hidden = false;
    const line = order();
    const at = line.indexOf(section);
    by("where").textContent = at < 0 ? "" : `${at + 1} of ${line.length}`;
    await show(section);
    section.scrollIntoView();
    section.firstElementChild.focus();
  }

  // The students in the order of the table, as it is sorted and filtered.
  function order() {
    const shown = [...document.querySelectorAll("#heat tbody tr")].filter((row) => !row.hidden);
    return shown.map((row) => sections[Number(row.querySelector("a").hash.slice(2))]);
  }

  function step(by_) {
    const line = order();
    if (!line.length) return;
    const at = line.indexOf(current);
    const to = line[at < 0 ? (by_ > 0 ? 0 : line.length - 1) : at + by_];
    if (!to) return;
    if (current) current.open = false;
    choose({ s: to.id.slice(1) });
  }

  function apply() {
    filter();
    return present();
  }

  function choose(changes, quietly) {
    chosen = { ...chosen, ...changes };
    const to = address();
    if (quietly) history.replaceState(null, "", to);
    else if (to !== (location.hash || "#")) history.pushState(null, "", to);
    return "s" in changes ? apply() : filter();
  }

  function follow() {
    const found = read();
    if (!found) return;
    chosen = found;
    apply();
  }
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  follow();

  document.addEventListener("click", (event) => {
    const hash = event.target.closest?.("a")?.hash;
    if (!hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (/^#s\d+$/.test(hash)) {
      event.preventDefault();
      choose({ s: hash.slice(2) });
    } else if (hash.includes("=")) {
      // A link is about a check, how it ended, a mistake or a cluster; search and section stay.
      event.preventDefault();
      const asked = Object.fromEntries(new URLSearchParams(hash.slice(1)));
      choose({ ...(asked.check ? { check: "", status: "" } : {}), ...asked });
      by("class").scrollIntoView();
      by("search").focus({ preventScroll: true });
    } else if (by(hash.slice(1))) {
      event.preventDefault(); // the address keeps the filters
      by(hash.slice(1)).scrollIntoView();
    }
  });

  by("search").addEventListener("input", () => choose({ q: by("search").value }, true));
  by("status").addEventListener("change", () => choose({ status: by("status").value }));
  by("section")?.addEventListener("change", () => choose({ section: by("section").value }));

  by("emails")?.addEventListener("click", async () => {
    prepare();
    const shown = owner.filter((at, k) => !rows[k].hidden);
    const found = [...new Set(shown.map((at) => facets.emails[at]).filter(Boolean))];
    const missing = shown.filter((at) => !facets.emails[at]).length;
    await copy(found.join(", "));
    by("count").textContent = `${found.length} addresses copied${missing ? `, ${missing} students have none` : ""}`;
  });

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea"); // where the browser allows no other way
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  by("next").addEventListener("click", () => step(1));
  by("previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });

  by("print").addEventListener("click", () => {
    current.classList.add("printed");
    document.body.classList.add("one");
    print();
  });
  addEventListener("afterprint", () => {
    document.body.classList.remove("one");
    document.querySelector(".printed")?.classList.remove("printed");
  });

  by("open").addEventListener("click", () => {
    sections.filter((section) => !section.hidden).forEach(show);
  });
  by("close").addEventListener("click", () => {
    sections.forEach((section) => { section.open = false; });
  });
})();

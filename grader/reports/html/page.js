// Sorting is tablesort's. What is here: the search, and the students' sections, which are packed until they are opened.
(() => {
  "use strict";
  document.querySelectorAll("table.sortable").forEach((table) => new Tablesort(table));

  let unpacked;
  function unpack() {
    unpacked ??= (async () => {
      const bytes = Uint8Array.from(atob(document.getElementById("packed").textContent), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      return JSON.parse(await new Response(stream).text());
    })();
    return unpacked;
  }

  // A section is made of parts that many students share. All of them were escaped when the page was made.
  async function fill(section) {
    const body = section.lastElementChild;
    if (body.childElementCount) return;
    const { parts, students } = await unpack();
    body.innerHTML = students[Number(section.id.slice(1))].map((at) => parts[at]).join("");
  }

  const sections = [...document.querySelectorAll("details.student")];
  sections.forEach((section) => section.addEventListener("toggle", () => section.open && fill(section)));

  async function show(section) {
    section.hidden = false;
    await fill(section);
    section.open = true;
  }

  async function showTarget() {
    const section = document.getElementById(location.hash.slice(1));
    if (!section?.matches("details.student")) return;
    await show(section);
    section.scrollIntoView();
    section.firstElementChild.focus();
  }
  addEventListener("hashchange", showTarget);
  showTarget();
  // A link to where one already is changes no hash.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a")?.hash === location.hash) showTarget();
  });

  const search = document.getElementById("search");
  const rows = [...document.querySelectorAll("#heat tbody tr")];
  let words, owner; // found out at the first search, not when the page is opened
  search.addEventListener("input", () => {
    words ??= rows.map((row) => `${row.cells[0].textContent} ${row.lastElementChild.textContent}`.toLowerCase());
    owner ??= rows.map((row) => document.getElementById(row.querySelector("a").hash.slice(1)));
    const wanted = search.value.trim().toLowerCase();
    let count = 0;
    rows.forEach((row, at) => {
      const found = words[at].includes(wanted);
      row.hidden = owner[at].hidden = !found;
      count += found;
    });
    document.getElementById("count").textContent = `${count} of ${rows.length} students`;
  });

  document.getElementById("open").addEventListener("click", () => {
    sections.filter((section) => !section.hidden).forEach(show);
  });
  document.getElementById("close").addEventListener("click", () => {
    sections.forEach((section) => { section.open = false; });
  });
})();

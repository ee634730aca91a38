// The page: a lesson, an editor, the checks, a console; and the playground. Everything stays in this browser.
import { next, row, type Statuses } from "./board";
import type { Course, Exercise, Message, Result } from "./data";
import { editor, reading } from "./editor";
import { at, button, make, stepper } from "./elements";
import { pack, unpack, type Files } from "./folder";
import { playground } from "./playground";
import { isFull, Python, type Ended, type Worker_ } from "./python";
import { Results } from "./results";
import { fresh, replaced, Store, type Work } from "./store";

const course = JSON.parse(at("course").textContent) as Course;
const here = (file: string): string => new URL(file, document.baseURI).href;
const store = new Store(`backprop ${new URL("./", document.baseURI).pathname}`);
const works = new Map<string, Work>();
const stems = course.exercises.map((exercise) => exercise.stem);
// Silence after which Python is ended. One answer has 5 seconds of its own, so this is for what never returns.
const patience = Number(new URLSearchParams(location.search).get("patience") ?? 60) * 1000;
let now = course.exercises[0] as Exercise;

const python = new Python(
  () => new Worker(here(course.worker), { type: "module" }) as Worker_,
  { pyodide: here(course.pyodide), python: here(course.python) },
  (state, why) => {
    const words = {
      starting: "Python is starting …",
      ready: "Python is ready",
      busy: "Python is at work …",
      broken: `Python did not start (${why ?? ""}). Reload the page; it needs a browser of the last two years.`,
    };
    at("state").textContent = words[state];
    document.body.dataset["python"] = state;
    at<HTMLButtonElement>("stop").hidden = state !== "busy";
  },
);

const work = (stem: string): Work => works.get(stem) ?? fresh("");
function keep(stem: string, change: Partial<Work>): void {
  works.set(stem, { ...work(stem), ...change });
  void store.write(stem, works.get(stem));
}
const statuses = (stem: string): Statuses => Object.fromEntries(work(stem).results.map((one) => [one.id, one.status]));

const code = editor(
  at("editor"),
  () => {
    keep(now.stem, { source: code.text() });
    stale();
  },
  () => void check(),
  () => void run(),
);
const results = new Results(at("results"), {
  paste(text) {
    typed.value = text;
    typed.rows = Math.min(14, text.split("\n").length + 1);
    typed.scrollIntoView({ block: "center" });
    typed.focus();
  },
  go: (line) => code.go(line),
  steps: (id) => void steps(id),
});
const typed = at<HTMLTextAreaElement>("typed");

function stale(): void {
  const { checked, source, results } = work(now.stem);
  at("stale").hidden = results.length === 0 || checked === source;
}

function drawBoard(): void {
  let points = 0;
  let most = 0;
  const links = course.exercises.map((exercise) => {
    const found = row(exercise, statuses(exercise.stem));
    if (!exercise.badge) [points, most] = [points + found.points, most + found.most];
    const link = make("a", { href: `#${exercise.stem}`, class: found.word.replace(" ", "-") });
    if (exercise === now && !playing()) link.setAttribute("aria-current", "page");
    link.append(
      make("span", { class: "title" }, `${exercise.number} ${exercise.title}`),
      make("progress", { max: String(found.most), value: String(found.points), "aria-hidden": "true" }),
      make("span", { class: "word" }, exercise.badge ? `badge, ${found.word}` : `${found.points}/${found.most} ${found.word}`),
    );
    return make("li", {}, link);
  });
  const play = make("a", { href: "#playground" }, make("span", { class: "title" }, "Playground"));
  if (playing()) play.setAttribute("aria-current", "page");
  at("board").replaceChildren(...links, make("li", {}, play));
  at("sum").textContent = `${points} of ${most} points`;
}

function drawResults(): void {
  results.begin(now.checks);
  const { results: found } = work(now.stem);
  for (const one of found) results.show(one);
  code.unmark();
  mark(found);
  stale();
  learned();
}

function mark(found: Result[]): void {
  const first = found.find((one) => one.line && one.status !== "passed");
  if (first?.line) code.mark(first.line, first.law);
}

function learned(): void {
  const done = row(now, statuses(now.stem)).word === "done";
  at("learned").hidden = !done;
  at("learned").textContent = done ? `All checks pass. ${now.learned}` : "";
  if (done && now.solution) at("learned").append(make("div", { class: "buttons" }, button("A model answer beside mine", () => void compare(now))));
}

async function compare(exercise: Exercise): Promise<void> {
  const column = (title: string, text: string): HTMLElement => make("section", {}, make("h2", {}, title), reading(text, title));
  let body: HTMLElement = make("p", { class: "bad" }, "The model answer does not come: try again with a network.");
  try {
    const response = await fetch(here(exercise.solution));
    if (response.ok) body = make("div", { class: "beside" }, column("Mine", work(exercise.stem).source), column("A model answer, one of many", await response.text()));
  } catch {
    // said already
  }
  dialog("A model answer beside mine", body);
}

function dialog(label: string, body: HTMLElement): void {
  const box = at<HTMLDialogElement>("dialog");
  box.setAttribute("aria-label", label);
  box.replaceChildren(make("div", { class: "buttons" }, button("Close", () => box.close())), body);
  box.showModal();
}

/** All files of the student: one exercise may build on others, and a new Python has none. */
const files = (): Files => Object.fromEntries(stems.map((stem) => [stem, work(stem).source]));

async function check(): Promise<void> {
  const exercise = now;
  const source = code.text();
  const found: Result[] = [];
  let begun = "";
  let again = "";
  keep(exercise.stem, { source, results: [], checked: source });
  code.unmark();
  results.begin(exercise.checks);
  at("stale").hidden = true;
  at("learned").hidden = true;
  at("summary").textContent = "Checking …";
  const hear = (message: Message): void => {
    if (message.kind === "begin") {
      begun = message.id;
      if (now === exercise) results.running(begun);
    }
    if (message.kind === "result") {
      found.push(message);
      if (now === exercise) results.show(message);
      at("summary").textContent = `${found.length} of ${exercise.checks.length} checks have run.`;
    }
  };
  let ended: Ended;
  do {
    ended = await python.ask({ do: "check", stem: exercise.stem, files: files(), done: found.map((one) => one.id) }, hear, patience);
    const one = exercise.checks.find((check) => check.id === begun) ?? exercise.checks[0];
    if (ended.how === "done" || !one || found.some((result) => result.id === one.id)) break;
    // Memory that earlier checks have filled is no fault of this one: the new Python tries it once more.
    if (isFull(ended) && again !== one.id) again = one.id;
    else hear(cutShort(one.id, one.law, one.points, ended));
  } while (ended.how === "broken" && found.length < exercise.checks.length);
  keep(exercise.stem, { results: found, checked: source });
  if (now === exercise) {
    mark(found);
    stale();
    learned();
  }
  drawBoard();
  const all = statuses(exercise.stem);
  const { points, most } = row(exercise, all);
  const left = exercise.checks.length - found.length;
  at("summary").textContent = `${points} of ${most} points.${left ? ` ${left} checks did not run.` : ""} ${next(course.exercises, exercise, all)}`;
}

/** A browser's stack is small: what is deep may end Python, though it is right. */
const noRoom = ({ how, why }: Ended): boolean => how === "broken" && why.includes("call stack");

function cutShort(id: string, law: string, most: number, ended: Ended): Result {
  const { how, why } = ended;
  if (noRoom(ended)) {
    const text = "This check goes deeper than a browser's stack, so it was not run to its end. If your code calls itself without end, that is why; if not, it will be checked where pytest runs, and when your work is graded.";
    return { kind: "result", id, law, most, points: 0, status: "unknown", sign: "?", word: "not run to its end", parts: [{ role: "reason", lines: [text] }] };
  }
  const words: Record<string, string> = {
    late: `No answer for ${patience / 1000} seconds: is there a loop that never ends? Python was ended, and has been started anew.`,
    stopped: "You stopped it. Python has been started anew.",
    broken: `Python came to an end; it may have run out of memory. It has been started anew. ${why}`,
  };
  const status = how === "broken" ? "crashed" : "timeout";
  const looks = how === "broken" ? { sign: "!", word: "crashed" } : { sign: "⏱", word: how === "stopped" ? "stopped" : "timeout" };
  return { kind: "result", id, law, most, points: 0, status, ...looks, parts: [{ role: "reason", lines: [words[how] ?? why] }] };
}

function say(text: string, sort = ""): void {
  const out = at("output");
  out.append(sort ? make("span", { class: sort }, text) : text);
  while (out.textContent.length > 200_000 && out.firstChild) out.firstChild.remove();
  out.scrollTop = out.scrollHeight;
}

async function inConsole(order: object): Promise<void> {
  const hear = (message: Message): void => {
    if (message.kind === "output") say(message.text);
  };
  const ended = await python.ask(order, hear, patience);
  if (ended.how === "late") say(`Nothing for ${patience / 1000} seconds: Python was ended, and has been started anew.\n`, "bad");
  if (ended.how === "stopped") say("Stopped. Python has been started anew.\n", "bad");
  if (ended.how === "broken") say(`Python came to an end; it may have run out of memory. It has been started anew. ${ended.why}\n`, "bad");
}

async function run(): Promise<void> {
  keep(now.stem, { source: code.text() });
  say(`Running backprop/${now.stem}.py\n`, "prompt");
  await inConsole({ do: "run", stem: now.stem, files: files() });
  say("Its names are here now: type below.\n", "prompt");
}

async function type(): Promise<void> {
  const text = typed.value;
  if (!text.trim()) return;
  keep(now.stem, { source: code.text() });
  say(`>>> ${text.trimEnd().replaceAll("\n", "\n... ")}\n`, "prompt");
  await inConsole({ do: "type", files: files(), code: text });
}

async function steps(id: string): Promise<void> {
  let page = "";
  let refused = "";
  const order = { do: "steps", stem: now.stem, files: files(), check: id };
  await python.ask(order, (message) => {
    if (message.kind === "page") page = message.page;
    if (message.kind === "refused") refused = message.text;
  }, patience);
  dialog("Step by step", page ? stepper(page, "Step by step, beside your code") : make("p", { class: "bad" }, refused || "No steps came: check the exercise first."));
}

async function hint(): Promise<void> {
  const read = Math.min(work(now.stem).hints + 1, now.hints.length);
  keep(now.stem, { hints: read });
  drawHints();
}

function drawHints(): void {
  const read = work(now.stem).hints;
  at("hints").replaceChildren(...now.hints.slice(0, read).map((text) => make("li", {}, text)));
  at<HTMLButtonElement>("hint").textContent = read === 0 ? "Hint" : read < now.hints.length ? "Next hint" : "No more hints";
  at<HTMLButtonElement>("hint").disabled = read >= now.hints.length;
}

function reset(): void {
  if (!confirm(`Start exercise ${now.number} anew? What you have is kept, under "Earlier versions".`)) return;
  replace(now.stem, now.stub);
}

function replace(stem: string, source: string): void {
  keep(stem, replaced(work(stem), source));
  if (stem === now.stem) show(now);
}

function drawBackups(): void {
  const { backups } = work(now.stem);
  at("earlier").hidden = backups.length === 0;
  const list = backups.map((text, i) => make("li", {}, button(`Version ${i + 1} (${text.split("\n").length} lines)`, () => replace(now.stem, text))));
  at("backups").replaceChildren(...list.reverse());
}

/** Save the zip, then go where the course takes it: the page itself sends nothing anywhere. */
function handIn(): void {
  save();
  const { host } = new URL(course.handIn);
  const link = make("a", { href: course.handIn, target: "_blank", rel: "noopener" }, host);
  link.click();
  at("summary").replaceChildren("backprop-work.zip is saved. Hand it in at ", link, ", which opens beside this page.");
}

function save(): void {
  const link = make("a", { download: "backprop-work.zip", href: URL.createObjectURL(new Blob([pack(files()) as BlobPart], { type: "application/zip" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  at("summary").textContent = "backprop-work.zip holds your files: hand that in, or open it on another machine.";
}

async function open(file: File): Promise<void> {
  let found: Files = {};
  try {
    found = unpack(new Uint8Array(await file.arrayBuffer()), stems);
  } catch {
    // said below
  }
  for (const [stem, text] of Object.entries(found)) keep(stem, replaced(work(stem), text));
  const count = Object.keys(found).length;
  show(now);
  at("summary").textContent = count ? `${count} files came from ${file.name}; those that differed are kept under "Earlier versions".` : `${file.name}: expected a zip with files such as backprop/${now.stem}.py, found none. Nothing was changed.`;
}

async function lesson(exercise: Exercise): Promise<void> {
  const template = at<HTMLTemplateElement>(`lesson-${exercise.stem}`);
  const place = at("lesson");
  place.replaceChildren(template.content.cloneNode(true));
  if (exercise.notebook) {
    const link = make("a", { href: here(exercise.notebook), target: "_blank", rel: "noopener" }, "Open it as a notebook");
    place.prepend(make("p", { class: "quiet" }, link, ", in a window of its own. It has cells of its own, too: what you write here is not in it."));
  }
  if (!exercise.steps) return;
  const box = make("details", { class: "stepping" }, make("summary", {}, "See it move: the chain rule, step by step"));
  box.addEventListener("toggle", async () => {
    if (!box.open || box.querySelector("iframe")) return;
    const page = await (await fetch(here(exercise.steps))).text();
    box.append(button("Beside my own code", () => void steps("")), stepper(page, `Exercise ${exercise.number}, step by step`));
  });
  place.append(box);
}

const playing = (): boolean => location.hash === "#playground";

function show(exercise: Exercise): void {
  now = exercise;
  document.title = `${exercise.number} ${exercise.title} – ${course.name}`;
  at("file").textContent = `backprop/${exercise.stem}.py`;
  void lesson(exercise);
  code.show(work(exercise.stem).source);
  at("summary").textContent = "";
  at("output").replaceChildren();
  drawResults();
  drawHints();
  drawBackups();
  drawBoard();
}

function route(): void {
  const play = playing();
  at("exercise").hidden = play;
  at("playground").hidden = !play;
  if (play) {
    if (!at("playground").dataset["made"]) playground(at("playground"), python);
    document.title = `Playground – ${course.name}`;
    drawBoard();
  } else {
    show(course.exercises.find((one) => location.hash === `#${one.stem}`) ?? now);
  }
  window.scrollTo(0, 0);
}

/** Have the service worker at work before Python is fetched: then that comes through it, and only once. */
async function offline(): Promise<ServiceWorkerContainer | undefined> {
  if (!("serviceWorker" in navigator)) return undefined;
  try {
    await navigator.serviceWorker.register(here("offline.js"), { scope: "./" });
    if (!navigator.serviceWorker.controller) {
      const begins = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
      await Promise.race([begins, new Promise((done) => setTimeout(done, 5000))]);
    }
    return navigator.serviceWorker;
  } catch {
    return undefined; // opened from a place that allows none, such as a plain http address
  }
}

function keepAll(container: ServiceWorkerContainer): void {
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    at("offline").textContent = data === "kept" ? "Works without a network" : "";
    document.body.dataset["offline"] = data === "kept" ? "yes" : "no";
  };
  container.controller?.postMessage("keep", [channel.port2]);
}

async function main(): Promise<void> {
  if (navigator.serviceWorker?.controller) void python.begin(); // while the page is drawn: nothing has to be fetched
  for (const { stem, stub } of course.exercises) works.set(stem, await store.read(stem, fresh(stub)));
  at("kept").hidden = !store.refused;
  at("check").addEventListener("click", () => void check());
  at("run").addEventListener("click", () => void run());
  at("stop").addEventListener("click", () => python.stop());
  at("hint").addEventListener("click", () => void hint());
  at("reset").addEventListener("click", reset);
  at("save").addEventListener("click", save);
  at("hand-in").hidden = !course.handIn;
  at("hand-in").addEventListener("click", handIn);
  at("type").addEventListener("click", () => void type());
  at("clear").addEventListener("click", () => at("output").replaceChildren());
  at("steps").addEventListener("click", () => void steps(""));
  const chosen = at<HTMLInputElement>("open");
  chosen.addEventListener("change", () => {
    const file = chosen.files?.[0];
    if (file) void open(file).then(() => (chosen.value = ""));
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void type();
    }
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-jump]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the address names the exercise
      const place = at(link.hash.slice(1));
      place.scrollIntoView();
      if (place.id === "editor") code.focus();
    });
  }
  window.addEventListener("hashchange", route);
  route();
  document.body.dataset["made"] = "yes";
  const container = await offline();
  const ended = await python.begin();
  if (ended.how === "done" && container) keepAll(container);
}

void main();

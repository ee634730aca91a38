// Python, in a thread of its own: an endless loop in it never freezes the page, which can end it as a whole.
import { forget, keep, kept, type Archives } from "./compiled";
import type { FromWorker, Start, ToWorker } from "./data";

type Tell = (message: string) => void;
interface Answer {
  (order: string, tell: Tell): void;
  callPromising(order: string, tell: Tell): Promise<void>;
}

interface Python {
  FS: {
    readFile(path: string): Uint8Array<ArrayBuffer>;
    writeFile(path: string, data: Uint8Array): void;
    unlink(path: string): void;
  };
  unpackArchive(data: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
}

interface Compiling {
  next(): { done: boolean };
  destroy(): void;
}

/** Bytes of memory that Python may take, some four times what it needs: more would be taken from the whole machine. */
const MOST_MEMORY = 512 * 1024 * 1024;

/** Where the course is unpacked, and the copies of the archives that compiled code is added to. */
const COURSE = "/course";
const COURSE_COPY = "/tmp/course.zip";
const LIBRARY_COPY = "/tmp/library.zip";

/** Refuse memory beyond that. Python then raises a MemoryError in the code that asked for it, and goes on. */
function limitMemory(): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > MOST_MEMORY) throw new RangeError("no more memory");
    return grow.call(this, pages);
  };
}

const fetched = async (file: string): Promise<ArrayBuffer> => {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.arrayBuffer();
};

let answer: Answer | undefined;

/** Have Python begin, with what an earlier visit has compiled or from its sources. */
async function begin({ pyodide, python }: Start, earlier?: Archives): Promise<Python> {
  const loading = import(`${pyodide}pyodide.mjs`);
  const course = earlier ? earlier.course.arrayBuffer() : fetched(python);
  course.catch(() => undefined); // awaited below
  const { loadPyodide } = await loading;
  const library = earlier && { stdLibURL: URL.createObjectURL(earlier.library) };
  const running: Python = await loadPyodide({ indexURL: pyodide, ...library });
  if (library) URL.revokeObjectURL(library.stdLibURL);
  running.unpackArchive(await course, "zip", { extractDir: COURSE });
  answer = running.runPython(`
import sys
sys.path[:0] = ["${COURSE}"]
from grader.site.in_browser.entry import ready
ready()
`) as Answer;
  return running;
}

async function start(parts: Start): Promise<() => Promise<void>> {
  limitMemory();
  const earlier = await kept(parts);
  try {
    const running = await begin(parts, earlier);
    return async () => void (earlier || (await compile(running, parts)));
  } catch (error) {
    if (!earlier) throw error;
    await forget(parts); // it may be what is wrong
    await begin(parts);
    return async () => undefined;
  }
}

/** Compile for the next visit, a module at a time: orders come between. */
async function compile({ FS, runPython }: Python, parts: Start): Promise<void> {
  if (!self.caches) return;
  const [library, course] = await Promise.all([fetched(`${parts.pyodide}python_stdlib.zip`), fetched(parts.python)]);
  FS.writeFile(LIBRARY_COPY, new Uint8Array(library));
  FS.writeFile(COURSE_COPY, new Uint8Array(course));
  const compiling = runPython(`
from grader.site.in_browser.compiled import compiling
compiling("${LIBRARY_COPY}", "${COURSE_COPY}", "${COURSE}")
`) as Compiling;
  while (!compiling.next().done) await new Promise((done) => setTimeout(done));
  compiling.destroy();
  const archive = (path: string): Blob => new Blob([FS.readFile(path)]);
  await keep(parts, { library: archive(LIBRARY_COPY), course: archive(COURSE_COPY) });
  for (const path of [LIBRARY_COPY, COURSE_COPY]) FS.unlink(path);
}

/** Browsers give a worker half the stack of a page. A call that may wait has a stack of its own, twice as large. */
const asked = (answer: Answer, json: string, tell: Tell): Promise<void> | void =>
  "Suspending" in WebAssembly ? answer.callPromising(json, tell) : answer(json, tell);

const send = (message: FromWorker): void => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  const { order } = data;
  try {
    let after = async (): Promise<void> => undefined;
    if ("start" in data) after = await start(data.start);
    else if (answer) await asked(answer, data.json, (message) => send({ order, message }));
    send({ order, end: "done" });
    await after().catch(() => undefined); // the next start is as slow as this one, that is all
  } catch (error) {
    send({ order, end: "broken", why: String(error).slice(-500) });
  }
};

// Python, in a thread of its own: an endless loop in it never freezes the page, which can end it as a whole.
import type { FromWorker, Start, ToWorker } from "./data";

type Tell = (message: string) => void;
interface Answer {
  (order: string, tell: Tell): void;
  callPromising(order: string, tell: Tell): Promise<void>;
}

interface Python {
  unpackArchive(data: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
}

/** Bytes of memory that Python may take, some four times what it needs: more would be taken from the whole machine. */
const MOST_MEMORY = 512 * 1024 * 1024;

/** Refuse memory beyond that. Python then raises a MemoryError in the code that asked for it, and goes on. */
function limitMemory(): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > MOST_MEMORY) throw new RangeError("no more memory");
    return grow.call(this, pages);
  };
}

let answer: Answer | undefined;

async function start({ pyodide, python }: Start): Promise<void> {
  limitMemory();
  const loading = import(`${pyodide}pyodide.mjs`);
  const archive = fetch(python).then((response) => {
    if (!response.ok) throw new Error(`${python}: ${response.status}`);
    return response.arrayBuffer();
  });
  archive.catch(() => undefined); // awaited below
  const { loadPyodide } = await loading;
  const running: Python = await loadPyodide({ indexURL: pyodide });
  running.unpackArchive(await archive, "zip", { extractDir: "/course" });
  answer = running.runPython(`
import sys
sys.path[:0] = ["/course"]
from grader.site.in_browser.entry import ready
ready()
`) as Answer;
}

/** Browsers give a worker half the stack of a page. A call that may wait has a stack of its own, twice as large. */
const asked = (answer: Answer, json: string, tell: Tell): Promise<void> | void =>
  "Suspending" in WebAssembly ? answer.callPromising(json, tell) : answer(json, tell);

const send = (message: FromWorker): void => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  const { order } = data;
  try {
    if ("start" in data) await start(data.start);
    else if (answer) await asked(answer, data.json, (message) => send({ order, message }));
    send({ order, end: "done" });
  } catch (error) {
    send({ order, end: "broken", why: String(error).slice(-500) });
  }
};

// Python, in a thread of its own: an endless loop in it never freezes the page, which can end it as a whole.
import type { FromWorker, Start, ToWorker } from "./data";

type Answer = (order: string, tell: (message: string) => void) => void;

interface Python {
  unpackArchive(data: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
}

let answer: Answer | undefined;

async function start({ pyodide, python }: Start): Promise<void> {
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

const send = (message: FromWorker): void => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  const { order } = data;
  try {
    if ("start" in data) await start(data.start);
    else if (answer) answer(data.json, (message) => send({ order, message }));
    send({ order, end: "done" });
  } catch (error) {
    send({ order, end: "broken", why: String(error).slice(-500) });
  }
};

// Python, in a thread of its own: an endless loop in it never freezes the page, which can end it as a whole.
import type { FromWorker, Start, ToWorker } from "./data";

type Answer = (order: string, tell: (message: string) => void) => void;

interface Python {
  unpackArchive(data: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
}

let answer: Answer | undefined;

/** What Python compiled on the first visit, if it is still there; a browser keeps it for secure addresses only. */
async function compiled(python: string): Promise<ArrayBuffer | undefined> {
  const found = await self.caches?.match(`${python}?compiled`);
  return found?.arrayBuffer();
}

async function keep(python: string, running: Python): Promise<void> {
  if (!self.caches) return;
  const data = running.runPython(`
from pathlib import Path
from grader.site.in_browser.compiled import kept
from pyodide.ffi import to_js
to_js(kept(Path("/course")))
`) as Uint8Array;
  const name = `compiled ${python}`;
  for (const old of await caches.keys()) if (old.startsWith("compiled ") && old !== name) await caches.delete(old);
  await (await caches.open(name)).put(`${python}?compiled`, new Response(data as BodyInit));
}

async function start({ pyodide, python }: Start): Promise<() => Promise<void>> {
  const loading = import(`${pyodide}pyodide.mjs`);
  const archive = fetch(python).then((response) => {
    if (!response.ok) throw new Error(`${python}: ${response.status}`);
    return response.arrayBuffer();
  });
  archive.catch(() => undefined); // awaited below
  const before = compiled(python).catch(() => undefined);
  const { loadPyodide } = await loading;
  const running: Python = await loadPyodide({ indexURL: pyodide });
  running.unpackArchive(await archive, "zip", { extractDir: "/course" });
  const earlier = await before;
  if (earlier) running.unpackArchive(earlier, "zip", { extractDir: "/" });
  answer = running.runPython(`
import os, sys
sys.path[:0] = ["/compiled", "/course"]
# Compiled code is taken for a source of the same time and size.
for folder, _, names in os.walk("/course"):
    for name in names:
        if name.endswith(".py"):
            os.utime(f"{folder}/{name}", (1e9, 1e9))
from grader.site.in_browser.entry import ready
ready()
`) as Answer;
  return async () => (earlier ? undefined : keep(python, running));
}

const send = (message: FromWorker): void => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  const { order } = data;
  try {
    let afterwards = async (): Promise<void> => undefined;
    if ("start" in data) afterwards = await start(data.start);
    else if (answer) answer(data.json, (message) => send({ order, message }));
    send({ order, end: "done" });
    await afterwards().catch(() => undefined); // it is only for speed
  } catch (error) {
    send({ order, end: "broken", why: String(error).slice(-500) });
  }
};

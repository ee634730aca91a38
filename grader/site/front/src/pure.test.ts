// The parts that need no page: scoreboard, zip, results, plots, and the life of the worker.
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { next, row } from "./board";
import type { Exercise, FromWorker, Message, ToWorker } from "./data";
import { pack, unpack } from "./folder";
import { heights } from "./plot";
import { isFull, Python, type Worker_ } from "./python";
import { blocks } from "./results";
import { fresh, replaced } from "./store";

const exercise = (number: number): Exercise => ({
  stem: `ex${number}`,
  number,
  title: `Title ${number}`,
  badge: false,
  checks: ["a", "b"].map((name, i) => ({ id: `ex${number}::${name}`, law: `law ${name}`, points: i + 1 })),
  stub: "",
  hints: [],
  learned: "",
  steps: "",
  solution: "",
  notebook: "",
});

test("memory that ran out is known by Python's own word", () => {
  expect(isFull({ how: "broken", why: "PythonError: MemoryError" })).toBe(true);
  expect(isFull({ how: "broken", why: "RangeError: Maximum call stack size exceeded" })).toBe(false);
  expect(isFull({ how: "late", why: "" })).toBe(false);
});

describe("the scoreboard", () => {
  test("counts the points of what passed", () => {
    expect(row(exercise(1), {})).toEqual({ points: 0, most: 3, word: "not started" });
    expect(row(exercise(1), { "ex1::a": "not_started" }).word).toBe("not started");
    expect(row(exercise(1), { "ex1::b": "passed", "ex1::a": "failed" })).toEqual({ points: 2, most: 3, word: "in progress" });
    expect(row(exercise(1), { "ex1::b": "passed", "ex1::a": "passed" }).word).toBe("done");
  });
  test("says what to do next", () => {
    const both = [exercise(1), exercise(2)];
    const [one, two] = both as [Exercise, Exercise];
    expect(next(both, one, { "ex1::a": "passed", "ex1::b": "failed" })).toContain("law b");
    expect(next(both, one, { "ex1::a": "passed", "ex1::b": "passed" })).toContain("exercise 2, Title 2");
    expect(next(both, one, { "ex1::a": "passed", "ex1::b": "unknown" })).toContain("exercise 2, Title 2");
    expect(next(both, two, { "ex2::a": "passed", "ex2::b": "passed" })).toContain("done");
  });
});

describe("the zip", () => {
  test("comes back as it went", () => {
    const files = { ex1: "# é\n", ex2: "" };
    expect(unpack(pack(files), ["ex1", "ex2"])).toEqual(files);
  });
  test("is found in any folder, and nothing else is taken", () => {
    const data = zipSync({
      "project/backprop/ex1.py": strToU8("mine"),
      "project/checks/stubs/ex1.py": strToU8("stub"),
      "project/checks/test_ex1.py": strToU8("check"),
      "../../ex9.py": strToU8("other"),
    });
    expect(unpack(data, ["ex1"])).toEqual({ ex1: "mine" });
  });
  test("refuses what is no zip", () => {
    expect(() => unpack(strToU8("no zip"), ["ex1"])).toThrow();
  });
});

test("lines that are compared stay together, the tree by itself", () => {
  const roles = ["law", "tree", "departure", "tree", "sums", "compared", "difference", "why", "frames"];
  const found = blocks(roles.map((role) => ({ role, lines: [role] })));
  expect(found.map((block) => block.parts.map((part) => part.role).join("+"))).toEqual(["law", "tree+departure+tree", "sums", "compared+difference", "why", "frames"]);
});

test("a reset keeps the old text, once and not for ever", () => {
  let work = { ...fresh("stub"), source: "mine" };
  work = replaced(work, "stub");
  expect([work.source, work.backups]).toEqual(["stub", ["mine"]]);
  expect(replaced(work, "stub").backups).toEqual(["mine"]);
  for (let i = 0; i < 50; i++) work = replaced(work, `${i}`);
  expect(work.backups.length).toBe(20);
});

test("a loss of zero can be plotted", () => {
  const found = heights([1, 0.1, 0]);
  expect(found[0]).toBe(0);
  expect(found[2]).toBe(1);
  expect(heights([1, 1]).every(Number.isFinite)).toBe(true);
});

class Fake implements Worker_ {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  ended = false;
  constructor(private answer: (order: ToWorker, say: (message: FromWorker) => void) => void) {}
  postMessage(message: ToWorker): void {
    queueMicrotask(() => this.answer(message, (data) => this.onmessage?.({ data } as MessageEvent<FromWorker>)));
  }
  terminate(): void {
    this.ended = true;
  }
}

describe("the worker", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const alive: Message = { kind: "alive" };
  const workers: Fake[] = [];
  /** A Python that starts, and then does with an order what the test says. */
  const python = (does: (order: number, say: (message: FromWorker) => void) => void): Python => {
    workers.length = 0;
    const make = (): Fake => {
      const one = new Fake((order, say) => ("start" in order ? say({ order: order.order, end: "done" }) : does(order.order, say)));
      workers.push(one);
      return one;
    };
    return new Python(make, { pyodide: "", python: "" }, () => undefined);
  };

  test("does orders one after the other", async () => {
    const told: Message[] = [];
    const one = python((order, say) => {
      say({ order, message: JSON.stringify({ kind: "output", text: String(order) }) });
      say({ order, end: "done" });
    });
    const ends = await Promise.all([1, 2].map(() => one.ask({}, (message) => told.push(message), 1000)));
    expect(ends.map((end) => end.how)).toEqual(["done", "done"]);
    expect(told.length).toBe(2);
    expect(workers.length).toBe(1);
  });
  test("is ended after silence, and begins anew", async () => {
    const one = python(() => undefined);
    const ending = one.ask({}, () => undefined, 1000);
    await vi.advanceTimersByTimeAsync(1001);
    expect((await ending).how).toBe("late");
    expect(workers.map((worker) => worker.ended)).toEqual([true, false]);
  });
  test("is not ended while it gives signs of life", async () => {
    let say: ((message: FromWorker) => void) | undefined;
    let order = 0;
    const one = python((...given) => ([order, say] = given));
    const ending = one.ask({}, () => undefined, 1000);
    for (let i = 0; i < 5; i++) {
      await vi.advanceTimersByTimeAsync(900);
      say?.({ order, message: JSON.stringify(alive) });
    }
    say?.({ order, end: "done" });
    expect((await ending).how).toBe("done");
  });
  test("can be stopped, and may break", async () => {
    const one = python((order, say) => (order < 3 ? undefined : say({ order, end: "broken", why: "memory" })));
    const ending = one.ask({}, () => undefined, 1000);
    await vi.advanceTimersByTimeAsync(1);
    one.stop();
    expect((await ending).how).toBe("stopped");
    expect(await one.ask({}, () => undefined, 1000)).toEqual({ how: "broken", why: "memory" });
  });
});

// The shapes of what crosses: from the build to the page, and from the worker to the page.

export interface CheckInfo {
  id: string;
  law: string;
  points: number;
}

export interface Exercise {
  stem: string;
  number: number;
  title: string;
  badge: boolean;
  checks: CheckInfo[];
  stub: string;
  hints: string[];
  learned: string;
  /** The page of steps of its example; empty where there is none. */
  steps: string;
  /** The file with a model answer; empty unless the course shows them. */
  solution: string;
  /** The address of its notebook; empty where the site has none. */
  notebook: string;
}

export interface Course {
  name: string;
  version: string;
  /** The address that "Hand in" opens; empty where the course names none. */
  handIn: string;
  exercises: Exercise[];
  /** The folder of Pyodide, the archive with all Python, and the worker. */
  pyodide: string;
  python: string;
  worker: string;
}

export interface Part {
  role: string;
  lines: string[];
}

export interface Result {
  kind: "result";
  id: string;
  law: string;
  most: number;
  points: number;
  status: string;
  sign: string;
  word: string;
  parts?: Part[];
  code?: string;
  line?: number;
  picture?: string;
  about?: string;
  steps?: boolean;
  printed?: string[];
}

export interface Shown {
  kind: "shown";
  formula: string;
  nodes: number;
  inputs: number;
  picture: string;
  page: string;
}

export interface Trained {
  /** How often all samples were shown, to one digit after the point. */
  rounds: number;
  loss: number | null;
  answers: (number | null)[];
  /** What is to be said about the answers, if anything. */
  about: string;
}

export interface Begun extends Trained {
  kind: "begun";
  task: string;
  inputs: number;
  samples: [number[], number][];
}

export type Message =
  | Result
  | Shown
  | Begun
  | ({ kind: "trained" } & Trained)
  | { kind: "begin"; id: string }
  | { kind: "alive" }
  | { kind: "output"; text: string }
  | { kind: "page"; page: string }
  | { kind: "refused"; text: string };

/** What the worker sends: a message about an order, or that it has come to its end. */
export type FromWorker =
  | { order: number; message: string }
  | { order: number; end: "done" }
  | { order: number; end: "broken"; why: string };

export interface Start {
  pyodide: string;
  python: string;
}

export type ToWorker = { order: number; start: Start } | { order: number; json: string };

// The scoreboard: for each exercise its points and a word, from the statuses of its checks.
import type { Exercise } from "./data";

export type Statuses = Record<string, string>;

export interface Row {
  points: number;
  most: number;
  word: "done" | "in progress" | "not started";
}

/** The same as `ExerciseResult` of the checks: done if all passed, in progress if one was started. */
export function row(exercise: Exercise, statuses: Statuses): Row {
  const passed = exercise.checks.filter((check) => statuses[check.id] === "passed");
  const started = exercise.checks.some((check) => (statuses[check.id] ?? "not_started") !== "not_started");
  const sum = (checks: { points: number }[]): number => checks.reduce((total, check) => total + check.points, 0);
  const done = passed.length === exercise.checks.length;
  return { points: sum(passed), most: sum(exercise.checks), word: done ? "done" : started ? "in progress" : "not started" };
}

/** What to do after a run, in a sentence. */
export function next(exercises: Exercise[], now: Exercise, statuses: Statuses): string {
  // What could not be run here keeps nobody from going on.
  if (!now.checks.every((check) => ["passed", "unknown"].includes(statuses[check.id] ?? ""))) {
    const wrong = now.checks.find((check) => !["passed", "unknown", "not_started", undefined].includes(statuses[check.id]));
    return wrong ? `Next: see why this fails: ${wrong.law}.` : "Next: the first lines of the file say what to do.";
  }
  const left = exercises.find((one) => one.number > now.number && row(one, statuses).word !== "done");
  return left ? `Next: exercise ${left.number}, ${left.title}.` : "All that is here is done.";
}

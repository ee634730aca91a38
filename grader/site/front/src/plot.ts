// Plots on a canvas: the loss, and what a network says about one number or two.
import type { Begun } from "./data";

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The place of a loss between 0, on top, and 1: losses are shown by their logarithm. */
export function heights(losses: number[]): number[] {
  const logs = losses.map((loss) => Math.log10(Math.max(loss, 1e-12)));
  const top = Math.max(...logs);
  const room = Math.max(top - Math.min(...logs), 1e-9);
  return logs.map((log) => (top - log) / room);
}

function begin(canvas: HTMLCanvasElement): [CanvasRenderingContext2D, number, number] | undefined {
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  context.clearRect(0, 0, canvas.width, canvas.height);
  return [context, canvas.width, canvas.height];
}

export function plotLoss(canvas: HTMLCanvasElement, losses: number[]): void {
  const found = begin(canvas);
  if (!found || losses.length < 2) return;
  const [context, width, height] = found;
  context.strokeStyle = colour("--down");
  context.lineWidth = 2.5;
  context.beginPath();
  heights(losses).forEach((y, i) => context.lineTo((i / (losses.length - 1)) * (width - 10) + 5, y * (height - 20) + 10));
  context.stroke();
}

/** Two inputs: a colour for what it says at each point, and the samples. One input: the curve, and the samples. */
export function plotAnswers(canvas: HTMLCanvasElement, begun: Begun, answers: (number | null)[]): void {
  const found = begin(canvas);
  if (!found) return;
  const [context, width, height] = found;
  const to = (x: number, size: number): number => ((x + 1) / 2) * size;
  const [low, high] = [colour("--region-low"), colour("--region-high")];
  if (begun.inputs === 2) {
    const count = Math.round(Math.sqrt(answers.length));
    answers.forEach((answer, k) => {
      context.globalAlpha = answer === null ? 0 : Math.min(1, Math.abs(answer - 0.5) * 1.6 + 0.15);
      context.fillStyle = (answer ?? 0) > 0.5 ? high : low;
      const edge = (i: number): number => Math.round((i * width) / count);
      const [i, j] = [k % count, count - 1 - Math.floor(k / count)];
      context.fillRect(edge(i), edge(j), edge(i + 1) - edge(i), edge(j + 1) - edge(j));
    });
  } else {
    context.strokeStyle = colour("--down");
    context.lineWidth = 3;
    context.beginPath();
    answers.forEach((answer, k) => {
      if (answer !== null) context.lineTo(((k + 0.5) / answers.length) * width, height - to(answer, height));
    });
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const [point, target] of begun.samples) {
    const y = begun.inputs === 2 ? (point[1] ?? 0) : target;
    const [px, py] = [to(point[0] ?? 0, width), height - to(y, height)];
    context.fillStyle = begun.inputs === 2 && target > 0.5 ? colour("--bad") : colour("--input-line");
    context.beginPath();
    if (begun.inputs === 2 && target > 0.5) context.rect(px - 4, py - 4, 8, 8);
    else context.arc(px, py, 4, 0, 7);
    context.fill();
    context.strokeStyle = colour("--card");
    context.lineWidth = 1;
    context.stroke();
  }
}

// The worker's life: orders one after the other, a deadline for each, and a new worker when one had to be ended.
import type { FromWorker, Message, Start, ToWorker } from "./data";

export type End = "done" | "stopped" | "late" | "broken";

export interface Worker_ {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  tell: (message: Message) => void;
  end: (how: End, why: string) => void;
  patience: number;
}

export interface Ended {
  how: End;
  why: string;
}

/** Whether Python had no memory left, be it the student's code or what was done before that has taken it. */
export const isFull = ({ how, why }: Ended): boolean => how === "broken" && why.includes("MemoryError");

/** Milliseconds that Python may take to begin: on a first visit it has to come through the net. */
const TO_BEGIN = 600_000;

export class Python {
  private worker: Worker_ | undefined;
  private waiting = new Map<number, Waiting>();
  private last = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private begun: Promise<Ended> | undefined;

  /**
   * @param make makes a worker
   * @param parts what the worker needs
   * @param state told what Python is doing: "starting", "ready", "busy" or "broken"
   */
  constructor(
    private make: () => Worker_,
    private parts: Start,
    private state: (now: "starting" | "ready" | "busy" | "broken", why?: string) => void,
  ) {}

  /** Have Python begin, unless it has. */
  begin(): Promise<Ended> {
    this.begun ??= this.start();
    return this.begun;
  }

  /** Do an order after all those before it. It ends late if nothing is heard for `patience` milliseconds. */
  ask(order: object, tell: (message: Message) => void, patience: number): Promise<Ended> {
    const found = this.queue.then(async () => {
      const began = await this.begin();
      if (began.how !== "done") return began;
      this.state("busy");
      const ended = await this.send({ json: JSON.stringify(order) }, tell, patience);
      if (ended.how === "done") this.state("ready");
      else this.restart();
      return ended;
    });
    this.queue = found;
    return found;
  }

  /** End what Python is doing, and Python with it; a new one begins. */
  stop(): void {
    for (const [, one] of this.waiting) one.end("stopped", "");
  }

  private async start(): Promise<Ended> {
    this.state("starting");
    const worker = this.make();
    this.worker = worker;
    worker.onmessage = ({ data }) => this.heard(data);
    worker.onerror = (event) => {
      for (const [, one] of this.waiting) one.end("broken", event.message || "it ended");
    };
    const ended = await this.send({ start: this.parts }, () => undefined, TO_BEGIN);
    if (ended.how === "done") this.state("ready");
    else {
      this.state("broken", ended.why);
      worker.terminate();
      this.begun = undefined;
    }
    return ended;
  }

  private restart(): void {
    this.worker?.terminate();
    this.begun = undefined;
    void this.begin();
  }

  private send(what: { start: Start } | { json: string }, tell: (m: Message) => void, patience: number): Promise<Ended> {
    return new Promise((resolve) => {
      const order = ++this.last;
      const end = (how: End, why: string): void => {
        clearTimeout(this.timer);
        this.waiting.delete(order);
        resolve({ how, why });
      };
      this.waiting.set(order, { tell, end, patience });
      this.wind(order);
      this.worker?.postMessage({ order, ...what });
    });
  }

  private wind(order: number): void {
    clearTimeout(this.timer);
    const one = this.waiting.get(order);
    if (one) this.timer = setTimeout(() => one.end("late", ""), one.patience);
  }

  private heard(data: FromWorker): void {
    const one = this.waiting.get(data.order);
    if (!one) return;
    if ("message" in data) {
      this.wind(data.order);
      one.tell(JSON.parse(data.message) as Message);
    } else if (data.end === "broken") one.end("broken", data.why);
    else one.end("done", "");
  }
}

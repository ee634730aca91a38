// The playground: a network as a formula, a picture and a page of steps; and its training, as it moves.
import type { Begun, Message } from "./data";
import { at, button, make, picture, stepper } from "./elements";
import { plotAnswers, plotLoss } from "./plot";
import type { Ended, Python } from "./python";

const EXAMPLES: [string, string][] = [
  ["A line", "Add([Multiply([Parameter(0.5), Input(1.0)]), Parameter(-0.5)])"],
  [
    "Four neurons",
    "x, y = Input(0.5), Input(-0.5)\n\ndef neuron(a, b, c):\n    return ReLU([Add([Multiply([Parameter(a), x]), Multiply([Parameter(b), y]), Parameter(c)])])\n\nhidden = [neuron(1, 0.3, 0.2), neuron(-1, 0.2, 0.2), neuron(0.2, 1, 0.2), neuron(0.3, -1, 0.2)]\nSigmoid([Add([Parameter(0.5)] + [Multiply([Parameter(-1), n]) for n in hidden])])",
  ],
  ["Shared node", "a = Parameter(3.0)\nb = Add([a, a])\nc = Add([b, b])"],
];
const TASKS: [string, string, number][] = [
  ["line", "above the line y = x", 2],
  ["circle", "inside a circle", 2],
  ["corners", "two opposite corners", 2],
  ["celsius", "Fahrenheit to Celsius", 1],
  ["wave", "a wave", 1],
];
const PATIENCE = 30_000;

export function playground(place: HTMLElement, python: Python): void {
  const code = make("textarea", { id: "network", rows: "9", spellcheck: "false", autocapitalize: "off" });
  const shown = make("div", { class: "shown" });
  const told = make("p", { class: "told", role: "status" });
  const task = make("select", { id: "task" });
  const rate = make("input", { id: "rate", type: "number", value: "0.05", min: "0", step: "any" });
  const loss = make("canvas", { width: "640", height: "400", role: "img", "aria-label": "The loss of each round, on a logarithmic scale" });
  const answers = make("canvas", { width: "480", height: "480", role: "img", "aria-label": "What the network says, and the samples" });
  let begun: Begun | undefined;
  let losses: number[] = [];
  let running = false;

  const ask = async (order: object, hear: (message: Message) => void): Promise<Ended> => {
    let refused = "";
    const ended = await python.ask(order, (message) => (message.kind === "refused" ? (refused = message.text) : hear(message)), PATIENCE);
    if (refused) told.textContent = refused;
    else if (ended.how !== "done") told.textContent = "That took too long, or too much memory: Python has been started anew.";
    return refused ? { how: "broken", why: refused } : ended;
  };
  const tasks = (inputs: number): void => {
    task.replaceChildren(...TASKS.filter((one) => one[2] === inputs).map(([key, title]) => make("option", { value: key }, title)));
    train.disabled = task.options.length === 0;
  };
  const show = async (): Promise<void> => {
    running = false;
    told.textContent = "";
    await ask({ do: "show", code: code.value }, (message) => {
      if (message.kind !== "shown") return;
      begun = undefined;
      tasks(message.inputs);
      told.textContent = `${message.nodes} nodes, ${message.inputs} input${message.inputs === 1 ? "" : "s"}.`;
      shown.replaceChildren(
        make("h3", {}, "Formula"),
        make("pre", { class: "formula", tabindex: "0" }, message.formula || "too large to be written"),
        make("h3", {}, "Picture"),
        picture(message.picture, "The network"),
        make("h3", {}, "Step by step"),
        stepper(message.page, "Step by step"),
      );
    });
  };
  const toggle = async (): Promise<void> => {
    if (running) {
      running = false;
      return;
    }
    running = true;
    train.textContent = "Pause";
    if (!begun) {
      losses = [];
      await ask({ do: "begin", code: code.value, task: task.value, rate: Number(rate.value) }, (message) => {
        if (message.kind === "begun") begun = message;
      });
    }
    while (running && begun) {
      const samples: Begun = begun;
      const ended = await ask({ do: "train" }, (message) => {
        if (message.kind !== "trained") return;
        if (message.loss === null) {
          running = false;
          told.textContent = `After ${message.rounds} rounds the loss is no number any more: try a smaller learning rate.`;
          return;
        }
        losses.push(message.loss);
        if (losses.length > 400) losses = losses.filter((_, i) => i % 2 === 0);
        told.textContent = `${message.rounds.toFixed(message.rounds < 10 ? 1 : 0)} rounds, loss ${message.loss.toPrecision(4)}. ${message.about}`;
        requestAnimationFrame(() => {
          plotLoss(loss, losses);
          plotAnswers(answers, samples, message.answers);
        });
      });
      if (ended.how !== "done") begun = undefined;
    }
    running = false;
    train.textContent = "Train";
  };
  const anew = (): void => {
    running = false;
    begun = undefined;
  };
  const train = button("Train", () => void toggle(), { class: "first" });
  task.addEventListener("change", anew);
  rate.addEventListener("change", anew);
  code.addEventListener("input", anew);
  code.value = EXAMPLES[1]?.[1] ?? "";
  tasks(2);
  place.replaceChildren(
    make("h2", {}, "Playground"),
    make("p", {}, "Write a network of the given framework; its last line is the root. Nothing here counts."),
    make("p", { class: "buttons" }, ...EXAMPLES.map(([title, text]) => button(title, () => ((code.value = text), anew(), void show())))),
    make("label", { for: "network" }, "The network, in Python"),
    code,
    make("p", { class: "buttons" }, button("Show", () => void show(), { class: "first" })),
    told,
    shown,
    make("h3", {}, "Training"),
    make("p", { class: "buttons" }, make("label", { for: "task" }, "Learn"), task, make("label", { for: "rate" }, "Learning rate"), rate, train, button("From the start", () => (anew(), (told.textContent = "It begins anew.")))),
    make("div", { class: "plots" }, make("figure", {}, answers, make("figcaption", {}, "What it says at each point, and the samples")), make("figure", {}, loss, make("figcaption", {}, "Loss, logarithmic"))),
  );
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void show();
    }
  });
  at("playground").dataset["made"] = "yes";
}

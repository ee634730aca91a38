// The steps of a network, in a frame that is made when they are opened: many pages of their size would be slow to load.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.matches("details.steps") || target.querySelector("iframe")) return;
    const frame = document.createElement("iframe");
    frame.title = "Step by step";
    frame.sandbox = "allow-scripts";
    const page = JSON.parse(document.getElementById("stepper").textContent);
    frame.srcdoc = page.replace("{{data}}", () => target.dataset.steps);
    target.append(frame);
  },
  true, // the event does not rise to the document
);

// A page opened from disk may start no Worker in most browsers, and the search is one. Here it runs in a hidden frame.
if (location.protocol === "file:") {
  window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.window = frame.contentWindow;
      this.ready = new Promise((resolve) => {
        this.window.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
        this.window.importScripts = (...urls) =>
          urls.reduce((before, one) => before.then(() => this.load(one)), Promise.resolve());
        this.load(url).then(resolve);
      });
      this.addEventListener("message", (event) => this.onmessage && this.onmessage(event));
    }

    load(url) {
      return new Promise((resolve, reject) => {
        const script = this.window.document.createElement("script");
        script.src = new URL(url, document.baseURI);
        script.onload = resolve;
        script.onerror = reject;
        this.window.document.body.append(script);
      });
    }

    postMessage(data) {
      this.ready.then(() => this.window.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {}
  };
  window.Worker = window.IFrameWorker;
}

// Makes elements. Text is always set as text: nothing that code has printed is ever read as HTML.

type Child = Node | string;

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...children);
  return one;
}

export function button(words: string, act: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const one = make("button", { type: "button", ...attributes }, words);
  one.addEventListener("click", act);
  return one;
}

export function at<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** A picture in SVG, as an image: nothing in it can act. */
export function picture(svg: string, about: string): HTMLElement {
  const image = make("img", { alt: about, src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
  return make("div", { class: "picture", tabindex: "0", role: "group", "aria-label": "Picture of the network" }, image);
}

/** The stepper, in a frame that may run its own program and nothing else. */
export function stepper(page: string, title: string): HTMLIFrameElement {
  return make("iframe", { sandbox: "allow-scripts", class: "stepper", title, srcdoc: page });
}

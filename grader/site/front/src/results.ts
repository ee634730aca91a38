// The results of the checks, rendered from data: what code has printed is set as text, and a picture is an image.
import type { CheckInfo, Part, Result } from "./data";
import { button, make, picture } from "./elements";

export interface Acts {
  paste(code: string): void;
  go(line: number): void;
  steps(check: string): void;
}

/** Signs in place of those that many fonts lack. */
const SIGNS: Record<string, string> = { timeout: "◔" };

/** Roles whose lines keep their layout. */
const LAID_OUT = new Set(["tree", "departure", "compared", "difference", "frames"]);

/** The lines of a network as text, among them the one where the student's numbers part from the right ones. */
const TREE = new Set(["tree", "departure"]);

/** Lines of a message that are neighbours and of one kind, such as the two of a comparison. */
export function blocks(parts: Part[]): { laidOut: boolean; parts: Part[] }[] {
  const found: { laidOut: boolean; parts: Part[] }[] = [];
  for (const part of parts) {
    const laidOut = LAID_OUT.has(part.role);
    const last = found.at(-1);
    if (laidOut && last?.laidOut && TREE.has(part.role) === TREE.has(last.parts[0]?.role ?? "")) last.parts.push(part);
    else found.push({ laidOut, parts: [part] });
  }
  return found;
}

/** The list of an exercise's checks, in which results take their places as they come. */
export class Results {
  private places = new Map<string, HTMLElement>();
  private opened = false;

  constructor(
    private list: HTMLElement,
    private acts: Acts,
  ) {}

  begin(checks: CheckInfo[]): void {
    this.opened = false;
    this.places.clear();
    this.list.replaceChildren(
      ...checks.map((check) => {
        const place = make("li", { class: "check waiting" }, make("p", {}, make("span", { class: "sign" }, "·"), ` ${check.law}`));
        this.places.set(check.id, place);
        return place;
      }),
    );
  }

  running(id: string): void {
    this.places.get(id)?.classList.add("running");
  }

  show(result: Result): void {
    const place = this.places.get(result.id);
    if (!place) return;
    const head = [
      make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[result.status] ?? result.sign),
      make("span", { class: "law" }, result.law),
      make("span", { class: "points" }, `${result.word}, ${result.points} of ${result.most}`),
    ];
    place.className = `check ${result.status}`;
    if (!result.parts?.length) {
      place.replaceChildren(make("p", { class: "head" }, ...head));
      return;
    }
    const details = make("details", {}, make("summary", { class: "head" }, ...head), this.message(result));
    details.open = !this.opened;
    this.opened = true;
    place.replaceChildren(details);
  }

  private message(result: Result): HTMLElement {
    const body = make("div", { class: "message" });
    if (result.picture) body.append(picture(result.picture, `The network: ${result.about ?? ""}`));
    for (const block of blocks(result.parts ?? [])) {
      if (!block.laidOut) {
        const [part] = block.parts;
        if (part) body.append(make("p", { class: part.role }, part.lines.map((line) => line.trim()).join(" ")));
        if (part?.role === "paste" && result.code) body.append(make("pre", { tabindex: "0" }, result.code));
        continue;
      }
      const lines = block.parts.flatMap((part) => part.lines.map((line) => make("span", { class: part.role }, `${line}\n`)));
      const text = make("pre", { tabindex: "0" }, ...lines);
      const tree = TREE.has(block.parts[0]?.role ?? "") && result.picture;
      body.append(tree ? make("details", {}, make("summary", {}, "The same as text"), text) : text);
    }
    if (result.printed?.length) {
      body.append(make("p", {}, "What your code printed:"), make("pre", { class: "printed", tabindex: "0" }, result.printed.join("\n")));
    }
    body.append(this.buttons(result));
    return body;
  }

  private buttons(result: Result): HTMLElement {
    const row = make("div", { class: "buttons" });
    const { code, line } = result;
    if (code) row.append(button("Put it into the console", () => this.acts.paste(code)));
    if (line) row.append(button(`Go to line ${line}`, () => this.acts.go(line)));
    if (result.steps) row.append(button("Step through it", () => this.acts.steps(result.id)));
    return row;
  }
}

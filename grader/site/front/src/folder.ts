// A student's files as a zip: the folder backprop/ that `grader grade` takes, and that a student's own project has.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

export type Files = Record<string, string>;

/** Pack files by stem, as backprop/STEM.py. */
export function pack(files: Files): Uint8Array {
  const inside = Object.entries(files).map(([stem, text]) => [`backprop/${stem}.py`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(inside), { level: 6, mtime: new Date(1980, 0, 2) });
}

/** Find the exercises' files in a zip, in whatever folder they are; at most 1 MB each. */
export function unpack(data: Uint8Array, stems: string[]): Files {
  const found: Files = {};
  const wanted = (name: string): string | undefined => {
    const [, folder, stem] = /^(?:.*?([^/]*)\/)?([^/]+)\.py$/.exec(name) ?? [];
    const theirs = folder === "stubs" || name.startsWith("__MACOSX");
    return stem && stems.includes(stem) && !theirs ? stem : undefined;
  };
  const inside = unzipSync(data, { filter: (file) => file.originalSize < 1_000_000 && wanted(file.name) !== undefined });
  for (const [name, content] of Object.entries(inside)) {
    const stem = wanted(name);
    if (stem) found[stem] ??= strFromU8(content);
  }
  return found;
}

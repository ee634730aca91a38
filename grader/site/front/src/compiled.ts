// What Python has compiled, kept for the next visit: the two archives that it imports from, with compiled code in them.
import type { Start } from "./data";

export interface Archives {
  /** Python's own library. */
  library: Blob;
  /** The course. */
  course: Blob;
}

const place = ({ python }: Start): string => `compiled ${new URL(".", python).href}`;

/** The names, which change with the archives. */
const names = ({ pyodide, python }: Start): [string, string] => [`${pyodide}?compiled`, `${python}?compiled`];

/** What an earlier visit has kept; nothing if it is for another version, or if this browser keeps nothing here. */
export async function kept(parts: Start): Promise<Archives | undefined> {
  try {
    const cache = await caches.open(place(parts));
    const [library, course] = await Promise.all(names(parts).map(async (name) => (await cache.match(name))?.blob()));
    return library && course ? { library, course } : undefined;
  } catch {
    return undefined;
  }
}

/** Keep it, in place of that of an earlier version. */
export async function keep(parts: Start, archives: Archives): Promise<void> {
  await forget(parts);
  const cache = await caches.open(place(parts));
  const [library, course] = names(parts);
  await cache.put(library, new Response(archives.library));
  await cache.put(course, new Response(archives.course));
}

export async function forget(parts: Start): Promise<void> {
  await caches.delete(place(parts));
}

// What the browser keeps: each file, the results of its checks, how many hints were read, and what a reset put aside.
import { createStore, get, set, type UseStore } from "idb-keyval";

import type { Result } from "./data";

export interface Work {
  source: string;
  results: Result[];
  /** The text that the results are about. */
  checked: string;
  hints: number;
  backups: string[];
}

const MOST_BACKUPS = 20;

export function fresh(stub: string): Work {
  return { source: stub, results: [], checked: "", hints: 0, backups: [] };
}

/** Keep the old text, and begin with another one. */
export function replaced(work: Work, source: string): Work {
  const backups = work.source === source ? work.backups : [...work.backups, work.source].slice(-MOST_BACKUPS);
  return { ...work, source, results: [], checked: "", backups };
}

export class Store {
  private place: UseStore | undefined;
  private aside = new Map<string, unknown>();
  /** Whether the browser refused to keep anything, as in some private windows. */
  refused = false;

  constructor(name: string) {
    try {
      this.place = createStore(name, "work");
    } catch {
      this.refused = true;
    }
  }

  async read<T>(key: string, otherwise: T): Promise<T> {
    try {
      const found = this.place && !this.refused ? await get<T>(key, this.place) : (this.aside.get(key) as T | undefined);
      return found ?? otherwise;
    } catch {
      this.refused = true;
      return otherwise;
    }
  }

  async write(key: string, value: unknown): Promise<void> {
    this.aside.set(key, value);
    try {
      if (this.place && !this.refused) await set(key, value, this.place);
    } catch {
      this.refused = true;
    }
  }
}

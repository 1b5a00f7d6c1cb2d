/** The query part of a page's address, injected so that state can be tested without a browser. */
export interface Address {
  /** The query, with or without its question mark. */
  read(): string;
  /** A new entry in the history. */
  push(query: string): void;
  /** The present entry, changed. */
  replace(query: string): void;
  /** Calls back when the reader goes back or forward. */
  onTravel(visit: () => void): void;
}

/** The address of the page in the browser. */
export function browserAddress(): Address {
  const url = (query: string) => `${location.pathname}${query ? `?${query}` : ""}${location.hash}`;
  return {
    read: () => location.search.replace(/^\?/, ""),
    push: (query) => history.pushState(null, "", url(query)),
    replace: (query) => history.replaceState(null, "", url(query)),
    onTravel: (visit) => addEventListener("popstate", visit),
  };
}

/** An address in memory with its own history; `back` and `forward` travel. */
export function memoryAddress(start = ""): Address & { back(): void; forward(): void } {
  const entries = [start];
  const visits: (() => void)[] = [];
  let at = 0;
  const travel = (step: number) => {
    if (at + step < 0 || at + step >= entries.length) return;
    at += step;
    for (const visit of visits) visit();
  };
  return {
    read: () => entries[at],
    push(query) {
      entries.splice(++at, Number.POSITIVE_INFINITY, query);
    },
    replace(query) {
      entries[at] = query;
    },
    onTravel: (visit) => void visits.push(visit),
    back: () => travel(-1),
    forward: () => travel(1),
  };
}

import { html } from "./dom.ts";

/** Says in a place of the page what went wrong and what to do. */
export function showFailureIn(place: HTMLElement, what: string): (error: unknown) => void {
  return (error) => {
    console.error(error);
    const message = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      html(
        "p",
        { class: "frame-error", role: "alert" },
        `${what} could not be shown: ${message} Reload the page; if that does not help, build the dataset and the site again (npm start).`,
      ),
    );
  };
}

/** What stands where a dataset has personas alone: what would be here, and how to get it. */
export function noFeedback(): HTMLElement {
  return html(
    "p",
    { class: "frame-empty" },
    "This dataset has personas, but no prompts and no choices. Add them with npx atlas prompts and npx atlas feedback, and build the site again.",
  );
}

/** Says so in the first of the places, and empties the rest. */
export function showNoFeedback(places: readonly HTMLElement[]): void {
  places.forEach((place, at) => {
    place.replaceChildren(...(at === 0 ? [noFeedback()] : []));
  });
}

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

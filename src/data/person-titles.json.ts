/** What one worker of each occupation in the dataset is called: "Registered nurses" -> "registered nurse". */
import { personTitle } from "../testbed/census/person-titles.ts";
import { readColumns } from "./dataset.ts";

const { occupation } = await readColumns("personas", ["occupation"]);
const titles = [...new Set(occupation.map(String))].sort();

process.stdout.write(
  JSON.stringify(Object.fromEntries(titles.map((title) => [title, personTitle(title)]))),
);

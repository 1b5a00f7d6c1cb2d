/** True utility of every choice, in the order of feedback.arrow. */
import { readFeedback } from "../testbed/datasets/read-feedback.ts";
import { arrayVector, arrowStream } from "./arrow.ts";
import { DATASET } from "./dataset.ts";

const { utility } = await readFeedback(DATASET);

process.stdout.write(arrowStream({ utility: arrayVector(utility) }));

/** True utility of every choice, in the order of feedback.arrow. */

import { arrayVector, arrowStream } from "./arrow.ts";
import { feedbackShown } from "./tables.ts";

const { utility } = await feedbackShown();

process.stdout.write(arrowStream({ utility: arrayVector(utility) }));

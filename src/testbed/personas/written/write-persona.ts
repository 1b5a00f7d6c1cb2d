/** Writes the idiosyncratic attributes of one persona. */
import type { Random } from "../../../stats/random.ts";
import { type Chosen, choose } from "./chooser.ts";
import type { Corpora } from "./corpora.ts";
import { jobDescription } from "./job.ts";
import { factsOf, householdOf, type WrittenContext, workOf } from "./person.ts";
import { HOUSEHOLDS, WORK } from "./vocabulary.ts";

/** Texts under the attributes' keys. */
export interface Written {
  readonly detailed_job_description: string;
  readonly defining_quirks: string;
  readonly mannerisms: string;
  readonly personal_time: string;
  readonly lifestyle: string;
  readonly core_values: string;
}

/**
 * Text that fits a person: a job description, and lists of two or three phrases joined by `; `.
 * No subject is treated twice, and no trait shown both high and low. About a microsecond and a half per person.
 * @throws RangeError where a corpus has too few entries for such a person.
 */
export function writePersona(corpora: Corpora, person: WrittenContext, random: Random): Written {
  const chosen: Chosen = {
    age: person.age,
    work: WORK.indexOf(workOf(person.age, person.employment_status)),
    household: HOUSEHOLDS.indexOf(householdOf(person.household_type)),
    occupation: person.occupation_category,
    facts: factsOf(person),
    traits: [
      person.openness,
      person.conscientiousness,
      person.extraversion,
      person.agreeableness,
      person.neuroticism,
    ],
  };
  const said = { topics: 0, wants: 0 };
  // Lifestyle first: it says most about how a person lives, and the rest must not contradict it.
  const lifestyle = choose(corpora.lifestyle, chosen, 2, said, random);
  const personal_time = choose(corpora.personalTime, chosen, 2, said, random);
  const defining_quirks = choose(corpora.quirks, chosen, 3, said, random);
  const mannerisms = choose(corpora.mannerisms, chosen, 2, said, random);
  const core_values = choose(corpora.coreValues, chosen, 3, said, random);
  return {
    detailed_job_description: jobDescription(person, random),
    defining_quirks,
    mannerisms,
    personal_time,
    lifestyle,
    core_values,
  };
}

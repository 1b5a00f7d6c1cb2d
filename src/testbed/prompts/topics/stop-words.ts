/**
 * Words that say nothing of a topic: those of grammar, and those with which questions and requests
 * are put. Without apostrophes, as `wordsOf` has them.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again against all also although always am among an and another answer any
  anyone anything are arent argument around as ask asked at away back be because become been before
  being believe below best better between both but by can cannot cant could did didnt do does
  doesnt doing done dont down during each either else enough even ever every everyone everything
  feel few find first for from get give go going good got had has have having he hello help her
  here hers herself hey hi him himself his how however i id idea if im in instead into is isnt it
  its itself ive just keep kind know let like long look lot made make makes making many matter may
  maybe me mean might more most much must my myself need needs never new no nobody none nor not
  nothing now of off often on once one only opinion or other others our ours ourselves out over own
  part people perhaps person please point put question quite rather really reason right said same
  say says see seem shall she should shouldnt show side since so some someone something sort still
  such sure take tell than thank thanks that the their theirs them themselves then there these they
  thing things think this those though through time to today together too toward towards two under
  until up upon us use very view want was wasnt way we well were what when where whether which while
  who whole whom whose why will with within without wont would wouldnt wrong year yes yet you your
  yours yourself`.split(/\s+/),
);

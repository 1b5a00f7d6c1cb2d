/** The queries behind the counts of the quality page, over the tables of the page's database. */

export const JUDGES_SQL = `SELECT pool, judges, count(*) AS prompts
FROM (
  SELECT pool, count(persona_id) AS judges
  FROM prompts LEFT JOIN feedback USING (prompt_id)
  GROUP BY prompt_id, pool
)
GROUP BY pool, judges
ORDER BY pool DESC, judges`;

/** Pairs without a common prompt have no row in the join: they are all pairs less the others. */
export const SHARED_SQL = `WITH judged AS (
  SELECT DISTINCT persona_id, prompt_id FROM feedback
), both_judged AS (
  SELECT count(*) AS prompts
  FROM judged AS one JOIN judged AS two USING (prompt_id)
  WHERE one.persona_id < two.persona_id
  GROUP BY one.persona_id, two.persona_id
), counted AS (
  SELECT prompts, count(*) AS pairs FROM both_judged GROUP BY prompts
  UNION ALL
  SELECT 0, n * (n - 1) // 2 - (SELECT count(*) FROM both_judged)
  FROM (SELECT count(DISTINCT persona_id) AS n FROM feedback)
)
SELECT prompts, pairs FROM counted WHERE pairs > 0 ORDER BY prompts`;

export const TOPICS_SQL = `SELECT topic,
  count(*) FILTER (pool = 'train') AS train,
  count(*) FILTER (pool = 'heldout') AS heldout,
  train / (SELECT count(*) FROM prompts WHERE pool = 'train') AS train_share,
  heldout / (SELECT count(*) FROM prompts WHERE pool = 'heldout') AS heldout_share
FROM prompts
GROUP BY topic
ORDER BY topic`;

export const SPLITS_SQL = `SELECT split, sum(n) AS choices,
  min(n) AS least, median(n) AS median, max(n) AS most
FROM (
  SELECT split, persona_id, count(feedback.prompt_id) AS n
  FROM (SELECT DISTINCT split FROM feedback) CROSS JOIN (SELECT persona_id FROM personas)
    LEFT JOIN feedback USING (split, persona_id)
  GROUP BY split, persona_id
)
GROUP BY split
ORDER BY choices DESC, split DESC`;

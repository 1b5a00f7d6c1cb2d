/** Languages of table B16001 by LANP code, and the four household language groups of HHL. */

/** Variable of B16001 (people 5 and over who speak it at home) and the LANP codes it counts. */
export const LANGUAGE_MARGINS: readonly (readonly [variable: string, codes: readonly number[]])[] =
  [
    ["B16001_003E", [1200]],
    ["B16001_006E", [1170, 1175]],
    ["B16001_009E", [1055]],
    ["B16001_012E", [1155]],
    ["B16001_015E", [1210, 1069]],
    ["B16001_018E", [1110]],
    ["B16001_021E", [1120, 1125, 1130, 1132, 1134, 1140, 1141, 1142]],
    ["B16001_024E", [1235]],
    ["B16001_027E", [1250]],
    ["B16001_030E", [1270]],
    ["B16001_033E", [1275, 1276, 1277, 1278]],
    ["B16001_036E", [1260, 1262, 1263, 1273, 1274]],
    ["B16001_039E", [1288]],
    ["B16001_042E", [1290, 1292]],
    ["B16001_045E", [1450]],
    ["B16001_048E", [1350]],
    ["B16001_051E", [1360]],
    ["B16001_054E", [1420]],
    ["B16001_057E", [1380]],
    ["B16001_060E", [1500, 1435, 1440]],
    ["B16001_066E", [1730]],
    ["B16001_069E", [1765]],
    ["B16001_072E", [1737, 1750]],
    ["B16001_075E", [1970, 2000, 2030, 2050]],
    ["B16001_078E", [2560]],
    ["B16001_081E", [2575]],
    ["B16001_084E", [2535]],
    ["B16001_087E", [1960]],
    ["B16001_090E", [1900]],
    ["B16001_093E", [2430, 2475]],
    ["B16001_099E", [2910, 2920]],
    ["B16001_102E", [2950, 3150, 3190, 3220, 3270, 3350, 3420, 3500, 3570, 3600]],
    ["B16001_105E", [4500]],
    ["B16001_108E", [4545]],
    ["B16001_111E", [4560, 4565, 4590, 4640, 4830, 4840, 4880]],
    ["B16001_114E", [5845, 5900, 5940, 5950, 6120, 6205, 6230, 6290, 6300, 6370, 6500]],
    ["B16001_117E", [4900, 5150, 5345, 5525, 5645]],
    ["B16001_120E", [6933]],
  ];

/**
 * Language group of a LANP code as in HHL: 0 English only (no code), 1 Spanish, 2 other
 * Indo-European, 3 Asian and Pacific Island, 4 other.
 */
export function languageGroupOf(code: number): number {
  if (code === 0) return 0;
  if (code === 1200) return 1;
  // Finnish (1565) and Hungarian (1582) are counted with the other languages.
  if (code < 1565) return 2;
  if (code >= 1675 && code <= 3600) return 3;
  return 4;
}

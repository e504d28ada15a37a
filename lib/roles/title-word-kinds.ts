import { wordKindList } from "./title-word-kinds-list";

function readKinds(): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, readonly string[]>();
  for (const group of wordKindList.split(/[|\n]/)) {
    const [numbers = "", words = ""] = group.split(":");
    const list = numbers.split(" ");
    for (const word of words.split(" ")) if (word) kinds.set(word, list);
  }
  return kinds;
}

/**
 * Word → the kinds of things it names ("halibut": a flatfish, a fish, a food), so that a word never seen in a reference
 * title is read like others of its kind. Kinds have no names of their own.
 */
export const kindsByWord = readKinds();

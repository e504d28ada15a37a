import { gridTitleList } from "./house-title-grids";
import { businessTitleList } from "./house-titles-business";
import { filedTitleList } from "./house-titles-filed";
import { officeTitleList } from "./house-titles-offices";
import { manualPracticeTitleList } from "./house-titles-practice-manual";
import { skilledPracticeTitleList } from "./house-titles-practice-skilled";
import { professionTitleList } from "./house-titles-professions";
import { serviceTitleList } from "./house-titles-service";
import { tradeTitleList } from "./house-titles-trades";

export type HouseTitle = { readonly soc: string; readonly title: string };

function readHouseTitles(list: string): HouseTitle[] {
  return list
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap((line) => {
      const soc = line.slice(0, 7);
      return line
        .slice(8)
        .split(";")
        .map((title) => ({ soc, title: title.trim() }));
    });
}

/**
 * Titles in wide use at employers that the reference titles lack or place by another meaning, with the occupation they
 * name (2018 SOC; several where practice differs). Written by hand from how such jobs are classified, and taken in
 * beside the reference titles; every entry is language, none stands for one employer.
 */
export const houseTitles: readonly HouseTitle[] = [
  officeTitleList,
  businessTitleList,
  professionTitleList,
  tradeTitleList,
  serviceTitleList,
  filedTitleList,
  skilledPracticeTitleList,
  manualPracticeTitleList,
  gridTitleList,
].flatMap(readHouseTitles);

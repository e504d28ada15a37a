import { maxHeadcount } from "./limits";

const groupedNumber =
  /^[1-9]\d{0,2}(?:(,)\d{3}(?:,\d{3})*|(['’])\d{3}(?:\2\d{3})*|([ \u00A0\u202F])\d{3}(?:\3\d{3})*|(?:\.\d{3}){2,})$/;
const wholeWithZeroDecimals = /^(\d+)[.,]00?$/;

/**
 * The whole number a person wrote, or null: digits; thousands parted by comma, apostrophe or space; by points
 * only when there are two or more groups, because "1.000" is a thousand in one country and one in the next; and
 * "12.0", which statistics programs write for 12.
 */
export function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d{1,15}$/.test(trimmed)) return Number(trimmed);
  if (groupedNumber.test(trimmed)) return Number(trimmed.replace(/\D/g, ""));
  const plain = wholeWithZeroDecimals.exec(trimmed)?.[1];
  return plain === undefined ? null : Number(plain);
}

/** A headcount from 1 to 10,000,000, or null. */
export function headcountFrom(text: string): number | null {
  const count = wholeNumber(text);
  return count !== null && count >= 1 && count <= maxHeadcount ? count : null;
}

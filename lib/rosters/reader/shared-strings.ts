import type { XmlHandler } from "./xml-scanner";
import { unescapeXml } from "./xml-text";

/** Gathers the texts that cells of a workbook share. Readings for East Asian scripts beside a text are no part of it. */
export class SharedStrings implements XmlHandler {
  readonly texts: string[] = [];
  wantsText = false;
  #text = "";
  #isInReading = false;

  open(name: string): void {
    if (name === "si") this.#text = "";
    else if (name === "rPh") this.#isInReading = true;
    else if (name === "t") this.wantsText = !this.#isInReading;
  }

  close(name: string): void {
    if (name === "t") this.wantsText = false;
    else if (name === "rPh") this.#isInReading = false;
    else if (name === "si") this.texts.push(this.#text);
  }

  text(raw: string, isLiteral: boolean): void {
    this.#text += isLiteral ? raw : unescapeXml(raw);
  }
}

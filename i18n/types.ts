import type { catalogues } from "./catalogues";

// A key that is in no catalogue does not compile.
declare module "next-intl" {
  interface AppConfig {
    Locale: "en";
    Messages: typeof catalogues;
  }
}

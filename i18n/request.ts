import { getRequestConfig } from "next-intl/server";
import { catalogues } from "./catalogues";

export default getRequestConfig(async () => ({ locale: "en", timeZone: "UTC", messages: catalogues }));

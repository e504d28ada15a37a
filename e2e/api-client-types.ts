// Made by `npx vitest run lib/api/openapi -u`, of the document that the product serves.

export interface paths {
    "/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add or change profiles
         * @description One profile, or up to 100. A profile is known by its externalId: a second import changes it, keeps its id, its scores and what it said before. Needs the scope `profiles:write`.
         */
        post: operations["importProfiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profiles/{profileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a profile
         * @description Needs the scope `profiles:read`.
         */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profiles/{profileId}/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a profile by a prompt
         * @description Answers at once with a pending job; ask for the job until it has ended. Needs the scope `scoring:write`.
         */
        post: operations["scoreProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profiles/{profileId}/score-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a profile by a template, by a role's default template, or by a prompt
         * @description Answers at once with a pending job; ask for the job until it has ended. Needs the scope `scoring:write`.
         */
        post: operations["scoreProfileByTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scoring-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List scoring jobs, the newest first
         * @description Needs the scope `scoring:read`.
         */
        get: operations["listScoringJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scoring-jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a scoring job with its result or error
         * @description Needs the scope `scoring:read`.
         */
        get: operations["getScoringJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scoring-jobs/{jobId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a failed job again
         * @description At most three times, from the same snapshot of profile, prompt and model. Needs the scope `scoring:write`.
         */
        post: operations["retryScoringJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scoring-jobs/{jobId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job that has not ended
         * @description A call that is under way may still be charged; its answer is not kept. Needs the scope `scoring:write`.
         */
        post: operations["cancelScoringJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List scoring templates
         * @description Needs the scope `scoring:read`.
         */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a scoring template
         * @description Needs the scope `scoring:read`.
         */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score many profiles
         * @description Bounded by its budget instead of the limits per hour. Above the organization's limit it wants confirmedUsd. Needs the scope `scoring:write`.
         */
        post: operations["requestBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how far a batch is
         * @description Needs the scope `scoring:read`.
         */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Batch: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "scoring" | "rescore" | "lead" | "repeatability" | "fairness";
            /** @enum {string} */
            source: "template" | "role" | "prompt";
            templateName: string | null;
            templateVersion: number | null;
            candidateId: string | null;
            itemCount: number;
            /** @description Of the scoring jobs that exist so far. */
            counts: {
                pending: number;
                processing: number;
                completed: number;
                failed: number;
                cancelled: number;
            };
            estimateUsd: {
                low: number;
                high: number;
            };
            budgetUsd: number;
            spentUsd: number;
            /** Format: date-time */
            createdAt: string;
            endedAt: string | null;
        };
        ImportedProfiles: {
            created: number;
            changed: number;
            unchanged: number;
            /** @description In the order given. */
            profiles: {
                /** Format: uuid */
                id: string;
                externalId: string;
            }[];
        };
        Problem: {
            /** @constant */
            type: "about:blank";
            title: string;
            status: number;
            /** @description What happened, what was kept and what to do, in a sentence for people. */
            detail: string;
            /**
             * @description Stable; programs decide by it.
             * @enum {string}
             */
            code: "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "VALIDATION_ERROR" | "CONFLICT" | "BODY_TOO_LARGE" | "RATE_LIMIT_EXCEEDED" | "UNAVAILABLE" | "PROVIDER_NOT_CONFIGURED" | "INTERNAL_ERROR" | "PROFILE_NOT_FOUND" | "JOB_NOT_FOUND" | "TEMPLATE_NOT_FOUND" | "NO_DEFAULT_TEMPLATE" | "BATCH_NOT_FOUND" | "JOB_NOT_RETRYABLE" | "RETRY_LIMIT_EXCEEDED" | "JOB_NOT_CANCELLABLE" | "TEMPLATE_INACTIVE" | "INVALID_VALUE" | "IDEMPOTENCY_KEY_REUSED" | "CONFIRMATION_NEEDED" | "INSUFFICIENT_SCOPE" | "MALFORMED_BODY" | "UNSUPPORTED_MEDIA_TYPE" | "METHOD_NOT_ALLOWED";
            /** @description What is wrong with which part of the request. */
            fields?: {
                [key: string]: string;
            };
            /** @description Name it when you ask somebody about this answer. */
            requestId: string;
        };
        Profile: {
            /** Format: uuid */
            id: string;
            externalId: string;
            version: number;
            /**
             * @description Where the present version came from.
             * @enum {string}
             */
            source: "csv" | "json" | "api" | "manual";
            purpose: string;
            /** Format: date */
            retainUntil: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            content: components["schemas"]["ProfileContent"];
        };
        ProfileContent: {
            name: string;
            /** @default null */
            headline: string | null;
            /** @default null */
            about: string | null;
            /** @default null */
            currentTitle: string | null;
            /** @default null */
            currentCompany: string | null;
            /** @default null */
            city: string | null;
            /** @default null */
            country: string | null;
            /** @default [] */
            experience: {
                title: string;
                /** @default null */
                company: string | null;
                /** @default null */
                location: string | null;
                /** @default null */
                startYear: number | null;
                /** @default null */
                startMonth: number | null;
                /** @default null */
                endYear: number | null;
                /** @default null */
                endMonth: number | null;
                /** @default false */
                isCurrent: boolean;
                /** @default null */
                description: string | null;
                /** @default [] */
                skills: string[];
            }[];
            /** @default [] */
            education: {
                school: string;
                /** @default null */
                degree: string | null;
                /** @default null */
                field: string | null;
                /** @default null */
                startYear: number | null;
                /** @default null */
                endYear: number | null;
                /** @default null */
                activities: string | null;
            }[];
            /** @default [] */
            certifications: {
                name: string;
                /** @default null */
                issuer: string | null;
                /** @default null */
                year: number | null;
            }[];
            /** @default [] */
            skills: string[];
            /** @default [] */
            languages: string[];
            /**
             * @default {
             *       "emails": [],
             *       "phones": [],
             *       "addresses": [],
             *       "urls": [],
             *       "photoUrl": null
             *     }
             */
            contact: {
                /** @default [] */
                emails: string[];
                /** @default [] */
                phones: string[];
                /** @default [] */
                addresses: string[];
                /** @default [] */
                urls: string[];
                /** @default null */
                photoUrl: string | null;
            };
        };
        ScoringJob: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** Format: uuid */
            profileId: string;
            batchId: string | null;
            candidateId: string | null;
            /** @enum {string} */
            source: "template" | "role" | "prompt";
            templateId: string | null;
            templateVersion: number | null;
            rubricName: string;
            /** @enum {string} */
            variant: "original" | "name" | "gender" | "school" | "gap_year";
            runNumber: number;
            requestedModel: string;
            /** @description The dated model that answered. */
            resolvedModel: string | null;
            usage: {
                promptTokens: number | null;
                completionTokens: number | null;
                totalTokens: number;
            } | null;
            costUsd: number | null;
            durationMs: number | null;
            /** @description The job whose result this one shows, from the last 24 h. */
            reusedFromJobId: string | null;
            retryCount: number;
            /** @description Why it failed; an error is never a rejection. */
            error: {
                /** @description What the fault asks for. */
                class: ("retry_later" | "repair" | "needs_person" | "never") | null;
                code: string;
                message: string;
                /** @description Whether a retry is allowed and may help. */
                isRetryable: boolean;
            } | null;
            /** Format: date-time */
            createdAt: string;
            startedAt: string | null;
            completedAt: string | null;
            failedAt: string | null;
            cancelledAt: string | null;
            profileVersion: number;
            /** @description Whether name and contacts were kept from the model. */
            isBlind: boolean;
            parameters: {
                temperature: number;
                maxTokens: number;
            };
            result: {
                /** @description Our weighted total on the template's scale; 0 is a score. */
                overall: number | null;
                scaleMin: number;
                scaleMax: number;
                outcome: ("passed" | "rejected" | "undetermined") | null;
                /** @description Of the cheap look before the scoring. */
                gateOutcome: ("passed" | "rejected" | "undetermined") | null;
                /** @description Half the range between repeated runs, in points. */
                spread: number | null;
                flags: ("injection" | "canary" | "quote_refused" | "abstained" | "near_threshold" | "spread_crosses_line")[];
                /** @description What a person decided; it goes before the computed figures. */
                review: {
                    /** Format: date-time */
                    reviewedAt: string;
                    /** @description Null: agrees with the computed total. */
                    overall: number | null;
                    outcome: ("passed" | "rejected" | "undetermined") | null;
                } | null;
                summary: string | null;
                points: {
                    key: string;
                    label: string;
                    /** @description Share of the total, 0–1. */
                    weight: number;
                    /** @description Null: it abstains, for want of evidence. */
                    points: number | null;
                    abstainReason: string | null;
                    rationale: string | null;
                    /** @description A passage of the profile text. */
                    quote: string | null;
                }[];
            } | null;
        };
        ScoringJobPage: {
            items: components["schemas"]["ScoringJobSummary"][];
            /** @description Send it as `cursor` for the next page; null on the last one. */
            nextCursor: string | null;
        };
        ScoringJobSummary: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** Format: uuid */
            profileId: string;
            batchId: string | null;
            candidateId: string | null;
            /** @enum {string} */
            source: "template" | "role" | "prompt";
            templateId: string | null;
            templateVersion: number | null;
            rubricName: string;
            /** @enum {string} */
            variant: "original" | "name" | "gender" | "school" | "gap_year";
            runNumber: number;
            requestedModel: string;
            /** @description The dated model that answered. */
            resolvedModel: string | null;
            usage: {
                promptTokens: number | null;
                completionTokens: number | null;
                totalTokens: number;
            } | null;
            costUsd: number | null;
            durationMs: number | null;
            /** @description The job whose result this one shows, from the last 24 h. */
            reusedFromJobId: string | null;
            retryCount: number;
            /** @description Why it failed; an error is never a rejection. */
            error: {
                /** @description What the fault asks for. */
                class: ("retry_later" | "repair" | "needs_person" | "never") | null;
                code: string;
                message: string;
                /** @description Whether a retry is allowed and may help. */
                isRetryable: boolean;
            } | null;
            /** Format: date-time */
            createdAt: string;
            startedAt: string | null;
            completedAt: string | null;
            failedAt: string | null;
            cancelledAt: string | null;
            result: {
                /** @description Our weighted total on the template's scale; 0 is a score. */
                overall: number | null;
                scaleMin: number;
                scaleMax: number;
                outcome: ("passed" | "rejected" | "undetermined") | null;
                /** @description Of the cheap look before the scoring. */
                gateOutcome: ("passed" | "rejected" | "undetermined") | null;
                /** @description Half the range between repeated runs, in points. */
                spread: number | null;
                flags: ("injection" | "canary" | "quote_refused" | "abstained" | "near_threshold" | "spread_crosses_line")[];
                /** @description What a person decided; it goes before the computed figures. */
                review: {
                    /** Format: date-time */
                    reviewedAt: string;
                    /** @description Null: agrees with the computed total. */
                    overall: number | null;
                    outcome: ("passed" | "rejected" | "undetermined") | null;
                } | null;
            } | null;
        };
        Template: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string;
            /** @enum {string} */
            role: "general" | "cto" | "cio" | "ciso" | "lead";
            /** @description What new scorings take; null: it cannot be used yet. */
            publishedVersion: number | null;
            /** @description Whether scorings asked for by its role take it. */
            isDefault: boolean;
            isArchived: boolean;
            /** @description Of the published version. */
            body: components["schemas"]["TemplateBody"] | null;
        };
        TemplateBody: {
            instructions: string;
            scale: {
                min: number;
                max: number;
            };
            criteria: {
                key: string;
                label: string;
                description: string;
                weight: number;
                anchors: {
                    points: number;
                    text: string;
                }[];
            }[];
            thresholds: {
                pass: number;
                strong: number;
            };
            minCoverage: number;
            gate: {
                instructions: string;
                model: string | null;
                threshold: number;
            } | null;
            model: string | null;
            temperature: number;
            maxTokens: number;
        };
        TemplateList: {
            items: components["schemas"]["TemplateSummary"][];
        };
        TemplateSummary: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string;
            /** @enum {string} */
            role: "general" | "cto" | "cio" | "ciso" | "lead";
            /** @description What new scorings take; null: it cannot be used yet. */
            publishedVersion: number | null;
            /** @description Whether scorings asked for by its role take it. */
            isDefault: boolean;
            isArchived: boolean;
        };
    };
    responses: {
        /** @description No API key, or one that opens nothing: UNAUTHORIZED. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key lacks the scope or its maker the right: INSUFFICIENT_SCOPE, FORBIDDEN. */
        Forbidden: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address or the body names what is not there for this key, or a malformed id. */
        NotFound: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large: BODY_TOO_LARGE. */
        BodyTooLarge: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not declared as JSON: UNSUPPORTED_MEDIA_TYPE. */
        UnsupportedMediaType: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something needs another value: VALIDATION_ERROR, IDEMPOTENCY_KEY_REUSED. */
        Invalid: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Over a limit: RATE_LIMIT_EXCEEDED. `Retry-After` says how long to wait. */
        TooManyRequests: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of ours: INTERNAL_ERROR. */
        InternalError: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now: PROVIDER_NOT_CONFIGURED, UNAVAILABLE. */
        Unavailable: {
            headers: {
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description What is allowed: quota and window in seconds, by name. */
        "RateLimit-Policy": string;
        /** @description What is left of it, and the seconds until it is whole again. */
        RateLimit: string;
        /** @description Stands in our logs as well. */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    importProfiles: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "externalId": "example-1",
                 *       "purpose": "Succession planning",
                 *       "retainUntil": "2027-12-31",
                 *       "content": {
                 *         "name": "Example Person",
                 *         "currentTitle": "Head of Platforms",
                 *         "experience": [
                 *           {
                 *             "title": "Head of Platforms",
                 *             "company": "Example Company",
                 *             "startYear": 2021,
                 *             "isCurrent": true,
                 *             "description": "Moved forty services to one platform and halved its cost."
                 *           }
                 *         ],
                 *         "skills": [
                 *           "Platform engineering"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    externalId: string;
                    content: {
                        name: string;
                        /** @default null */
                        headline?: string | null;
                        /** @default null */
                        about?: string | null;
                        /** @default null */
                        currentTitle?: string | null;
                        /** @default null */
                        currentCompany?: string | null;
                        /** @default null */
                        city?: string | null;
                        /** @default null */
                        country?: string | null;
                        /** @default [] */
                        experience?: {
                            title: string;
                            /** @default null */
                            company?: string | null;
                            /** @default null */
                            location?: string | null;
                            /** @default null */
                            startYear?: number | null;
                            /** @default null */
                            startMonth?: number | null;
                            /** @default null */
                            endYear?: number | null;
                            /** @default null */
                            endMonth?: number | null;
                            /** @default false */
                            isCurrent?: boolean;
                            /** @default null */
                            description?: string | null;
                            /** @default [] */
                            skills?: string[];
                        }[];
                        /** @default [] */
                        education?: {
                            school: string;
                            /** @default null */
                            degree?: string | null;
                            /** @default null */
                            field?: string | null;
                            /** @default null */
                            startYear?: number | null;
                            /** @default null */
                            endYear?: number | null;
                            /** @default null */
                            activities?: string | null;
                        }[];
                        /** @default [] */
                        certifications?: {
                            name: string;
                            /** @default null */
                            issuer?: string | null;
                            /** @default null */
                            year?: number | null;
                        }[];
                        /** @default [] */
                        skills?: string[];
                        /** @default [] */
                        languages?: string[];
                        /**
                         * @default {
                         *       "emails": [],
                         *       "phones": [],
                         *       "addresses": [],
                         *       "urls": [],
                         *       "photoUrl": null
                         *     }
                         */
                        contact?: {
                            /** @default [] */
                            emails?: string[];
                            /** @default [] */
                            phones?: string[];
                            /** @default [] */
                            addresses?: string[];
                            /** @default [] */
                            urls?: string[];
                            /** @default null */
                            photoUrl?: string | null;
                        };
                    };
                    purpose: string;
                    /** Format: date */
                    retainUntil: string;
                } | {
                    profiles: {
                        externalId: string;
                        content: {
                            name: string;
                            /** @default null */
                            headline?: string | null;
                            /** @default null */
                            about?: string | null;
                            /** @default null */
                            currentTitle?: string | null;
                            /** @default null */
                            currentCompany?: string | null;
                            /** @default null */
                            city?: string | null;
                            /** @default null */
                            country?: string | null;
                            /** @default [] */
                            experience?: {
                                title: string;
                                /** @default null */
                                company?: string | null;
                                /** @default null */
                                location?: string | null;
                                /** @default null */
                                startYear?: number | null;
                                /** @default null */
                                startMonth?: number | null;
                                /** @default null */
                                endYear?: number | null;
                                /** @default null */
                                endMonth?: number | null;
                                /** @default false */
                                isCurrent?: boolean;
                                /** @default null */
                                description?: string | null;
                                /** @default [] */
                                skills?: string[];
                            }[];
                            /** @default [] */
                            education?: {
                                school: string;
                                /** @default null */
                                degree?: string | null;
                                /** @default null */
                                field?: string | null;
                                /** @default null */
                                startYear?: number | null;
                                /** @default null */
                                endYear?: number | null;
                                /** @default null */
                                activities?: string | null;
                            }[];
                            /** @default [] */
                            certifications?: {
                                name: string;
                                /** @default null */
                                issuer?: string | null;
                                /** @default null */
                                year?: number | null;
                            }[];
                            /** @default [] */
                            skills?: string[];
                            /** @default [] */
                            languages?: string[];
                            /**
                             * @default {
                             *       "emails": [],
                             *       "phones": [],
                             *       "addresses": [],
                             *       "urls": [],
                             *       "photoUrl": null
                             *     }
                             */
                            contact?: {
                                /** @default [] */
                                emails?: string[];
                                /** @default [] */
                                phones?: string[];
                                /** @default [] */
                                addresses?: string[];
                                /** @default [] */
                                urls?: string[];
                                /** @default null */
                                photoUrl?: string | null;
                            };
                        };
                        purpose: string;
                        /** Format: date */
                        retainUntil: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedProfiles"];
                };
            };
            /** @description Refused: MALFORMED_BODY. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The present state does not allow it: CONFLICT. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                profileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    scoreProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                profileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "prompt": "Judge how well this person could lead a platform group.",
                 *       "temperature": 0
                 *     }
                 */
                "application/json": {
                    /** @description What to look for, in your own words. */
                    prompt: string;
                    /** @description A model on the organization's list instead of the usual one. */
                    model?: string;
                    /** @description Longest answer of the model. */
                    maxTokens?: number;
                    temperature?: number;
                    /** @description Shows the model name and contacts, for this reason. */
                    unblindReason?: string;
                    /** @description Asks the model even when the same was scored within 24 h. */
                    isFresh?: boolean;
                    /**
                     * Format: uuid
                     * @description The candidate agent that an accountable lead is looked for.
                     */
                    candidateId?: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringJob"];
                };
            };
            /** @description Refused: PROVIDER_NOT_CONFIGURED, TEMPLATE_NOT_FOUND, NO_DEFAULT_TEMPLATE, TEMPLATE_INACTIVE, INVALID_VALUE, MALFORMED_BODY. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The present state does not allow it: CONFLICT. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    scoreProfileByTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                profileId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "cto"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    templateId?: string;
                    /**
                     * @description Takes the default template of general, cto, cio, ciso, lead.
                     * @enum {string}
                     */
                    role?: "general" | "cto" | "cio" | "ciso" | "lead";
                    prompt?: string;
                    /** @description A model on the organization's list instead of the usual one. */
                    model?: string;
                    /** @description Longest answer of the model. */
                    maxTokens?: number;
                    temperature?: number;
                    /** @description Shows the model name and contacts, for this reason. */
                    unblindReason?: string;
                    /** @description Asks the model even when the same was scored within 24 h. */
                    isFresh?: boolean;
                    /**
                     * Format: uuid
                     * @description The candidate agent that an accountable lead is looked for.
                     */
                    candidateId?: string;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringJob"];
                };
            };
            /** @description Refused: PROVIDER_NOT_CONFIGURED, TEMPLATE_NOT_FOUND, NO_DEFAULT_TEMPLATE, TEMPLATE_INACTIVE, INVALID_VALUE, MALFORMED_BODY. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The present state does not allow it: CONFLICT. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listScoringJobs: {
        parameters: {
            query?: {
                status?: "pending" | "processing" | "completed" | "failed" | "cancelled";
                templateId?: string;
                profileId?: string;
                batchId?: string;
                candidateId?: string;
                outcome?: "passed" | "rejected" | "undetermined";
                errorClass?: "retry_later" | "repair" | "needs_person" | "never";
                /** @description Least score, as a share of its scale, 0–1. */
                minShare?: number;
                /** @description Highest score, as a share of its scale, 0–1. */
                maxShare?: number;
                isUnscored?: boolean;
                isFlagged?: boolean;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringJobPage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getScoringJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringJob"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryScoringJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringJob"];
                };
            };
            /** @description Refused: JOB_NOT_RETRYABLE, RETRY_LIMIT_EXCEEDED, PROVIDER_NOT_CONFIGURED. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The present state does not allow it: CONFLICT. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelScoringJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoringJob"];
                };
            };
            /** @description Refused: JOB_NOT_CANCELLABLE. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The present state does not allow it: CONFLICT. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                role?: "general" | "cto" | "cio" | "ciso" | "lead";
                state?: "active" | "archived";
                open?: "new";
                copyOf?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "selection": {
                 *         "query": "",
                 *         "isUnscored": true
                 *       },
                 *       "role": "cto",
                 *       "budgetUsd": 5
                 *     }
                 */
                "application/json": {
                    /**
                     * @default scoring
                     * @enum {string}
                     */
                    kind?: "scoring" | "rescore" | "lead" | "repeatability" | "fairness";
                    selection: {
                        profileIds: string[];
                    } | {
                        query: string;
                        isUnscored?: boolean;
                    };
                    /** Format: uuid */
                    templateId?: string;
                    /** @enum {string} */
                    role?: "general" | "cto" | "cio" | "ciso" | "lead";
                    prompt?: string;
                    model?: string;
                    maxTokens?: number;
                    temperature?: number;
                    unblindReason?: string;
                    isFresh?: boolean;
                    /** Format: uuid */
                    candidateId?: string;
                    runsPerProfile?: number;
                    budgetUsd?: number | null;
                    confirmedUsd?: number;
                };
            };
        };
        responses: {
            /** @description Made. */
            201: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Refused: PROVIDER_NOT_CONFIGURED, TEMPLATE_NOT_FOUND, NO_DEFAULT_TEMPLATE, TEMPLATE_INACTIVE, INVALID_VALUE, CONFIRMATION_NEEDED, MALFORMED_BODY. */
            400: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The present state does not allow it: CONFLICT. */
            409: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}

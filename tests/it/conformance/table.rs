//! Every fixture: how its situation is brought about, and what may differ and why.

use apps_script::{
    ErrorKind::{Auth, Denied, Script},
    Executed::{Unknown, Yes},
};
use apps_script_emulator::Fault;
use serde_json::{Value, json};

use super::{row::Row, situation};

/// The client library's form of a request, which is answered with `errors`.
const LIBRARY: &str = "?alt=json";

const LINE: &str = "/error/details/0/scriptStackTraceElements/0/lineNumber";
const SECOND_LINE: &str = "/error/details/0/scriptStackTraceElements/1/lineNumber";
const MESSAGE: &str = "/error/details/0/errorMessage";
const STACK: &str = "/error/details/0/scriptStackTraceElements";
const THROWN_BY_A_SERVICE: &str =
    "a service throws it in the script: it begins with Exception and has a stack";
const NO_STACK: &str = "without a stack, nothing proves that the function ran";
const OTHER_LINES: &str = "the script of the test has other lines";
const NEWER_DETAILS: &str = "recorded before Google sent details, or elided in the source";

/// The documentation puts the error inside of the response; every real answer has it at the top.
fn error_at_the_top(mut fixture: Value) -> Value {
    json!({ "error": fixture["response"]["error"].take() })
}

pub(crate) const TABLE: &[Row] = &[
    // values
    Row::new("request_with_params_devmode.json", || {
        Box::pin(situation::recorded_request())
    })
    .compared_with("success_object.json"),
    Row::new("success_string.json", || {
        Box::pin(situation::run("request1", &[]))
    }),
    Row::new("success_object.json", || {
        Box::pin(situation::run("object", &["sampleValue"]))
    }),
    Row::new("success_no_result_undefined.json", || {
        Box::pin(situation::run("nothing", &[]))
    }),
    Row::new("success_result_null.json", || {
        Box::pin(situation::run("nullResult", &[]))
    })
    .unverified(),
    Row::new("success_numbers.json", || {
        Box::pin(situation::run("numbers", &[]))
    })
    .may_differ(&[(
        "/response/result/big",
        "no number of JavaScript: made to test decoders",
    )])
    .unverified(),
    Row::new("docs_sample_success_without_done_and_type.json", || {
        Box::pin(situation::run("titles", &[]))
    })
    .may_differ(&[
        ("/done", "the sample leaves it out"),
        ("/response/@type", "the sample leaves it out"),
    ]),
    Row::new("running_not_done.json", || {
        Box::pin(situation::fault(Fault::still_running(), ""))
    }),
    // failures of the script
    Row::new("docs_sample_error_nested_in_response.json", || {
        Box::pin(situation::run("listFolderContent", &[]))
    })
    .corrected(error_at_the_top, "the sample has the error in the wrong place")
    .may_differ(&[
        ("/done", "the sample leaves it out"),
        (
            "/error/details/0/scriptStackTraceElements",
            "a text that is thrown has no stack",
        ),
    ])
    .seen_as(Script, Unknown, NO_STACK),
    Row::new("script_error_function_not_found.json", || {
        Box::pin(situation::run("sample", &[]))
    }),
    Row::new("script_error_exec_qps.json", || {
        Box::pin(situation::one_too_many())
    }),
    Row::new("script_error_thrown_error_with_stack.json", || {
        Box::pin(situation::run("checkUrl", &[]))
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_thrown_error_private_frame.json", || {
        Box::pin(situation::run("runMigration", &[]))
    })
    .may_differ(&[
        (LINE, OTHER_LINES),
        (
            "/error/details/0/scriptStackTraceElements/1",
            "a private function is called by a public one, whose frame the source leaves out",
        ),
    ]),
    Row::new("script_error_type_error.json", || {
        Box::pin(situation::run("outer", &[]))
    })
    .may_differ(&[(LINE, OTHER_LINES), (SECOND_LINE, OTHER_LINES)]),
    Row::new("script_error_reference_error.json", || {
        Box::pin(situation::run("myFunc", &[]))
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_error_type_is_class_name.json", || {
        Box::pin(situation::run("myFunc", &[]))
    })
    .may_differ(&[
        (LINE, OTHER_LINES),
        (
            "/error/details/0/errorType",
            "documented so; real answers say ScriptError",
        ),
        (
            "/error/details/0/errorMessage",
            "real answers name the class in it",
        ),
    ]),
    Row::new("script_error_legacy_rhino_reference_error.json", || {
        let fault = Fault::legacy_exception("ReferenceError", "\"foo\" is not defined.");
        Box::pin(situation::fault(fault, ""))
    })
    .may_differ(&[(
        "/error/details/0/scriptStackTraceElements",
        "nothing runs: the emulator has the engine of V8's language alone",
    )])
    .seen_as(Script, Unknown, NO_STACK),
    Row::new("script_error_locked_language.json", || {
        Box::pin(situation::run("myFunc", &[]))
    })
    .may_differ(&[
        (LINE, OTHER_LINES),
        (
            "/error/details/0/errorMessage",
            "the emulator's users speak English",
        ),
    ])
    .unverified(),
    Row::new("script_error_without_error_type.json", || {
        let fault = Fault::service_exception("UrlFetchApp.fetch", "Service error: Spreadsheets");
        Box::pin(situation::fault_in("read", fault, ""))
    })
    .may_differ(&[
        (LINE, OTHER_LINES),
        ("/error/details/0/errorType", "optional; every real answer has it"),
    ]),
    Row::new("script_error_storage_not_found.json", || {
        Box::pin(situation::head_deployment())
    }),
    Row::new("script_error_storage_permission_denied.json", || {
        let message =
            "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.";
        Box::pin(situation::fault(Fault::script_error(message), ""))
    }),
    Row::new("script_error_server_error_retry.json", || {
        let message = "We're sorry, a server error occurred. Please wait a bit and try again.";
        Box::pin(situation::fault(Fault::script_error(message), ""))
    }),
    Row::new("script_error_server_error_in_a_service.json", || {
        let message = "We're sorry, a server error occurred. Please wait a bit and try again.";
        let fault = Fault::service_exception("UrlFetchApp.fetch", message);
        Box::pin(situation::fault_in("read", fault, ""))
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_document_timed_out.json", || {
        let message = "Service Spreadsheets timed out while accessing document with id ExampleId.";
        let fault = Fault::service_exception("UrlFetchApp.fetch", message);
        Box::pin(situation::fault_in("read", fault, ""))
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_unsupported_return_type.json", || {
        Box::pin(situation::run("today", &[]))
    }),
    Row::impossible(
        "http_500_unsupported_return_type.json",
        "the emulator says it with status 200, as script_error_unsupported_return_type.json",
    ),
    Row::new("script_error_authorization_required.json", || {
        Box::pin(situation::token_expires_during_the_run())
    })
    .may_differ(&[(MESSAGE, THROWN_BY_A_SERVICE), (STACK, THROWN_BY_A_SERVICE)])
    .seen_as(Auth, Yes, THROWN_BY_A_SERVICE),
    Row::new("script_error_authorization_required_in_a_service.json", || {
        Box::pin(situation::token_expires_during_the_run())
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_action_not_allowed_exec_api.json", || {
        Box::pin(situation::run("addTrigger", &[]))
    })
    .may_differ(&[(STACK, THROWN_BY_A_SERVICE)])
    .seen_as(Denied, Yes, THROWN_BY_A_SERVICE),
    Row::new("script_error_permission_to_call.json", || {
        Box::pin(situation::scope_left_out())
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_too_many_times_one_day.json", || {
        let used_up = "Service invoked too many times for one day: urlfetch.";
        let fault = Fault::service_exception("UrlFetchApp.fetch", used_up);
        Box::pin(situation::fault_in("main", fault, ""))
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_too_much_computer_time.json", || {
        let used_up = "Service using too much computer time for one day.";
        let fault = Fault::service_exception("UrlFetchApp.fetch", used_up);
        Box::pin(situation::fault_in("main", fault, ""))
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_too_many_lock_operations.json", || {
        let too_many = "There are too many LockService operations against the same script.";
        let fault = Fault::service_exception("UrlFetchApp.fetch", too_many);
        Box::pin(situation::fault_in("main", fault, ""))
    })
    .may_differ(&[(LINE, OTHER_LINES)]),
    Row::new("script_error_too_many_simultaneous.json", || {
        let message = "There are too many scripts running simultaneously for this Google user account.";
        Box::pin(situation::fault(Fault::script_error(message), ""))
    }),
    Row::new("script_error_user_rate_limit_exceeded.json", || {
        let message = "User-rate limit exceeded. Retry after 2026-01-01T00:00:00.000Z";
        let fault = Fault::service_exception("GmailApp.sendEmail", message);
        Box::pin(situation::fault_in("send", fault, ""))
    })
    .may_differ(&[(LINE, OTHER_LINES), (MESSAGE, THROWN_BY_A_SERVICE)]),
    Row::new("script_timeout_code_10.json", || Box::pin(situation::endless())).unverified(),
    Row::new("script_timeout_code_3.json", || Box::pin(situation::endless()))
        .may_differ(&[
            ("/error/code", "10 is the documented code"),
            ("/error/message", "10 is the documented code"),
        ])
        .unverified(),
    Row::new(
        "script_cancelled_code_1.json",
        || Box::pin(situation::cancelled()),
    )
    .unverified(),
    // calls that are refused
    Row::new("http_400_invalid_argument.json", || {
        Box::pin(situation::body("{}", LIBRARY))
    }),
    Row::new("http_400_unknown_field.json", || {
        Box::pin(situation::body(r#"{"fonction":"f"}"#, ""))
    }),
    Row::new("http_400_payload_size.json", || {
        let body = format!(
            r#"{{"function":"nothing","parameters":["{}"]}}"#,
            "x".repeat(10_485_760)
        );
        Box::pin(async move { situation::body(&body, "").await })
    }),
    Row::new("http_401_invalid_credentials.json", || {
        Box::pin(situation::expired_token())
    }),
    Row::new("http_401_missing_credentials.json", || {
        Box::pin(situation::without_token(LIBRARY))
    })
    .may_differ(&[("/error/details", NEWER_DETAILS)]),
    Row::new("http_401_missing_credentials_errorinfo.json", || {
        Box::pin(situation::without_token(LIBRARY))
    }),
    Row::new("http_403_caller_no_permission.json", || {
        Box::pin(situation::stranger(LIBRARY))
    }),
    Row::new("http_403_caller_no_permission_plain.json", || {
        Box::pin(situation::configured(
            |builder| builder.shared_cloud_project(false),
            "",
        ))
    }),
    Row::new("http_403_user_setting_off.json", || {
        Box::pin(situation::configured(
            |builder| builder.user_setting(false),
            LIBRARY,
        ))
    }),
    Row::new("http_403_service_disabled.json", || {
        Box::pin(situation::configured(|builder| builder.api_enabled(false), ""))
    })
    .may_differ(&[("/error/details", NEWER_DETAILS)]),
    Row::new("http_403_service_disabled_errorinfo.json", || {
        Box::pin(situation::configured(|builder| builder.api_enabled(false), ""))
    }),
    Row::new("http_403_insufficient_scopes.json", || {
        Box::pin(situation::too_few_scopes(LIBRARY))
    })
    .may_differ(&[("/error/details", NEWER_DETAILS)]),
    Row::new("http_403_insufficient_scopes_errorinfo.json", || {
        Box::pin(situation::too_few_scopes(LIBRARY))
    })
    .may_differ(&[(
        "/error/errors/0/reason",
        "the answer that was really seen says forbidden",
    )]),
    Row::new("http_404_not_found.json", || Box::pin(situation::script_id(""))),
    Row::new("http_404_not_found_with_errors.json", || {
        Box::pin(situation::script_id(LIBRARY))
    }),
    Row::new("http_404_html.html", || Box::pin(situation::wrong_path())),
    Row::new("http_429_resource_exhausted.json", || {
        Box::pin(situation::fault(Fault::status(429), LIBRARY))
    }),
    Row::new("http_429_rate_limit_errorinfo.json", || {
        Box::pin(situation::configured(|builder| builder.calls_per_minute(0), ""))
    })
    .unverified(),
    // faults of the service
    Row::new("http_500_internal.json", || {
        Box::pin(situation::fault(Fault::status(500), LIBRARY))
    }),
    Row::new("http_502_html.html", || {
        Box::pin(situation::fault(Fault::html_page(502), ""))
    }),
    Row::new("http_503_plain.json", || {
        Box::pin(situation::fault(Fault::status(503), ""))
    }),
    Row::new("http_503_unavailable.json", || {
        Box::pin(situation::fault(Fault::status(503), LIBRARY))
    }),
    // the token endpoint
    Row::new("token_success.json", || Box::pin(situation::refreshed_token())).may_differ(&[
        ("/access_token", "each is another"),
        ("/scope", "those of the project"),
    ]),
    Row::new("token_invalid_grant.json", || {
        Box::pin(situation::revoked_refresh_token())
    }),
    Row::new("token_invalid_client.json", || {
        Box::pin(situation::unknown_client())
    }),
];

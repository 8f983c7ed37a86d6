//! What zones are called in English.

/// The short names of Java that are no IANA names. Java's `EST`, `MST` and `HST` are IANA's too.
const OF_JAVA: &[(&str, &str)] = &[
    ("ACT", "Australia/Darwin"),
    ("AET", "Australia/Sydney"),
    ("AGT", "America/Argentina/Buenos_Aires"),
    ("ART", "Africa/Cairo"),
    ("AST", "America/Anchorage"),
    ("BET", "America/Sao_Paulo"),
    ("BST", "Asia/Dhaka"),
    ("CAT", "Africa/Harare"),
    ("CNT", "America/St_Johns"),
    ("CST", "America/Chicago"),
    ("CTT", "Asia/Shanghai"),
    ("EAT", "Africa/Addis_Ababa"),
    ("ECT", "Europe/Paris"),
    ("IET", "America/Indiana/Indianapolis"),
    ("IST", "Asia/Kolkata"),
    ("JST", "Asia/Tokyo"),
    ("MIT", "Pacific/Apia"),
    ("NET", "Asia/Yerevan"),
    ("NST", "Pacific/Auckland"),
    ("PLT", "Asia/Karachi"),
    ("PNT", "America/Phoenix"),
    ("PRT", "America/Puerto_Rico"),
    ("PST", "America/Los_Angeles"),
    ("SST", "Pacific/Guadalcanal"),
    ("VST", "Asia/Ho_Chi_Minh"),
];

/// Zones that share their names: the zones, the name of their standard time, and that of their summer time.
const LONG: &[(&[&str], &str, &str)] = &[
    (
        &[
            "UTC",
            "Etc/UTC",
            "Etc/UCT",
            "UCT",
            "Zulu",
            "Etc/Zulu",
            "Universal",
            "Etc/Universal",
        ],
        "Coordinated Universal Time",
        "Coordinated Universal Time",
    ),
    (
        &[
            "GMT",
            "Etc/GMT",
            "Greenwich",
            "Etc/Greenwich",
            "Africa/Abidjan",
            "Africa/Accra",
            "Africa/Dakar",
            "Africa/Monrovia",
            "Atlantic/Reykjavik",
            "Iceland",
        ],
        "Greenwich Mean Time",
        "Greenwich Mean Time",
    ),
    (
        &[
            "Europe/London",
            "GB",
            "Europe/Belfast",
            "Europe/Jersey",
            "Europe/Guernsey",
            "Europe/Isle_of_Man",
        ],
        "Greenwich Mean Time",
        "British Summer Time",
    ),
    (
        &["Europe/Dublin", "Eire"],
        "Greenwich Mean Time",
        "Irish Standard Time",
    ),
    (
        &[
            "CET",
            "MET",
            "Africa/Algiers",
            "Africa/Ceuta",
            "Africa/Tunis",
            "Arctic/Longyearbyen",
            "Europe/Amsterdam",
            "Europe/Andorra",
            "Europe/Belgrade",
            "Europe/Berlin",
            "Europe/Bratislava",
            "Europe/Brussels",
            "Europe/Budapest",
            "Europe/Busingen",
            "Europe/Copenhagen",
            "Europe/Gibraltar",
            "Europe/Ljubljana",
            "Europe/Luxembourg",
            "Europe/Madrid",
            "Europe/Malta",
            "Europe/Monaco",
            "Europe/Oslo",
            "Europe/Paris",
            "Europe/Podgorica",
            "Europe/Prague",
            "Europe/Rome",
            "Europe/San_Marino",
            "Europe/Sarajevo",
            "Europe/Skopje",
            "Europe/Stockholm",
            "Europe/Tirane",
            "Europe/Vaduz",
            "Europe/Vatican",
            "Europe/Vienna",
            "Europe/Warsaw",
            "Europe/Zagreb",
            "Europe/Zurich",
            "Poland",
        ],
        "Central European Standard Time",
        "Central European Summer Time",
    ),
    (
        &[
            "EET",
            "Africa/Cairo",
            "Africa/Tripoli",
            "Asia/Beirut",
            "Asia/Famagusta",
            "Asia/Nicosia",
            "Europe/Athens",
            "Europe/Bucharest",
            "Europe/Chisinau",
            "Europe/Helsinki",
            "Europe/Kaliningrad",
            "Europe/Kiev",
            "Europe/Kyiv",
            "Europe/Mariehamn",
            "Europe/Riga",
            "Europe/Sofia",
            "Europe/Tallinn",
            "Europe/Vilnius",
        ],
        "Eastern European Standard Time",
        "Eastern European Summer Time",
    ),
    (
        &[
            "WET",
            "Atlantic/Canary",
            "Atlantic/Faroe",
            "Atlantic/Madeira",
            "Europe/Lisbon",
            "Portugal",
        ],
        "Western European Standard Time",
        "Western European Summer Time",
    ),
    (
        &["Europe/Moscow", "Europe/Minsk", "Europe/Simferopol", "W-SU"],
        "Moscow Standard Time",
        "Moscow Summer Time",
    ),
    (
        &[
            "EST",
            "EST5EDT",
            "US/Eastern",
            "US/Michigan",
            "America/New_York",
            "America/Detroit",
            "America/Toronto",
            "America/Montreal",
            "America/Nassau",
            "America/Jamaica",
            "America/Panama",
            "America/Cancun",
            "America/Port-au-Prince",
            "America/Indiana/Indianapolis",
            "America/Indianapolis",
            "America/Kentucky/Louisville",
            "America/Louisville",
            "America/Iqaluit",
            "America/Cayman",
        ],
        "Eastern Standard Time",
        "Eastern Daylight Time",
    ),
    (
        &[
            "CST6CDT",
            "US/Central",
            "America/Chicago",
            "America/Winnipeg",
            "America/Mexico_City",
            "America/Costa_Rica",
            "America/Guatemala",
            "America/El_Salvador",
            "America/Tegucigalpa",
            "America/Managua",
            "America/Belize",
            "America/Regina",
            "America/Monterrey",
            "America/Merida",
            "America/Menominee",
            "America/Matamoros",
            "America/Indiana/Knox",
        ],
        "Central Standard Time",
        "Central Daylight Time",
    ),
    (
        &[
            "MST",
            "MST7MDT",
            "US/Mountain",
            "US/Arizona",
            "America/Denver",
            "America/Phoenix",
            "America/Boise",
            "America/Edmonton",
            "America/Ciudad_Juarez",
            "America/Yellowknife",
        ],
        "Mountain Standard Time",
        "Mountain Daylight Time",
    ),
    (
        &[
            "PST8PDT",
            "US/Pacific",
            "America/Los_Angeles",
            "America/Vancouver",
            "America/Tijuana",
        ],
        "Pacific Standard Time",
        "Pacific Daylight Time",
    ),
    (
        &[
            "US/Alaska",
            "America/Anchorage",
            "America/Juneau",
            "America/Nome",
            "America/Sitka",
            "America/Yakutat",
        ],
        "Alaska Standard Time",
        "Alaska Daylight Time",
    ),
    (
        &["HST", "US/Hawaii", "Pacific/Honolulu"],
        "Hawaii-Aleutian Standard Time",
        "Hawaii-Aleutian Daylight Time",
    ),
    (
        &[
            "America/Halifax",
            "America/Puerto_Rico",
            "Atlantic/Bermuda",
            "America/Santo_Domingo",
            "America/Barbados",
            "America/Martinique",
            "America/Port_of_Spain",
            "America/Moncton",
            "America/Curacao",
            "Canada/Atlantic",
        ],
        "Atlantic Standard Time",
        "Atlantic Daylight Time",
    ),
    (
        &["America/St_Johns", "Canada/Newfoundland"],
        "Newfoundland Standard Time",
        "Newfoundland Daylight Time",
    ),
    (
        &[
            "America/Sao_Paulo",
            "America/Bahia",
            "America/Fortaleza",
            "America/Recife",
            "America/Belem",
            "Brazil/East",
        ],
        "Brasilia Standard Time",
        "Brasilia Summer Time",
    ),
    (
        &["America/Manaus", "America/Cuiaba", "America/Campo_Grande"],
        "Amazon Standard Time",
        "Amazon Summer Time",
    ),
    (
        &[
            "America/Argentina/Buenos_Aires",
            "America/Buenos_Aires",
            "America/Argentina/Cordoba",
        ],
        "Argentina Standard Time",
        "Argentina Summer Time",
    ),
    (&["America/Santiago"], "Chile Standard Time", "Chile Summer Time"),
    (
        &["America/Bogota"],
        "Colombia Standard Time",
        "Colombia Summer Time",
    ),
    (&["America/Lima"], "Peru Standard Time", "Peru Summer Time"),
    (&["America/Caracas"], "Venezuela Time", "Venezuela Time"),
    (&["America/La_Paz"], "Bolivia Time", "Bolivia Time"),
    (&["America/Guayaquil"], "Ecuador Time", "Ecuador Time"),
    (
        &["America/Montevideo"],
        "Uruguay Standard Time",
        "Uruguay Summer Time",
    ),
    (
        &["America/Asuncion"],
        "Paraguay Standard Time",
        "Paraguay Summer Time",
    ),
    (
        &["Asia/Tokyo", "Japan"],
        "Japan Standard Time",
        "Japan Daylight Time",
    ),
    (
        &["Asia/Seoul", "ROK"],
        "Korean Standard Time",
        "Korean Daylight Time",
    ),
    (
        &["Asia/Shanghai", "PRC", "Asia/Macau", "Asia/Chongqing"],
        "China Standard Time",
        "China Daylight Time",
    ),
    (
        &["Asia/Hong_Kong", "Hongkong"],
        "Hong Kong Standard Time",
        "Hong Kong Summer Time",
    ),
    (&["Asia/Taipei"], "Taipei Standard Time", "Taipei Daylight Time"),
    (
        &["Asia/Singapore", "Singapore"],
        "Singapore Standard Time",
        "Singapore Standard Time",
    ),
    (&["Asia/Kuala_Lumpur"], "Malaysia Time", "Malaysia Time"),
    (
        &["Asia/Manila"],
        "Philippine Standard Time",
        "Philippine Summer Time",
    ),
    (
        &["Asia/Jakarta"],
        "Western Indonesia Time",
        "Western Indonesia Time",
    ),
    (
        &[
            "Asia/Bangkok",
            "Asia/Ho_Chi_Minh",
            "Asia/Saigon",
            "Asia/Phnom_Penh",
            "Asia/Vientiane",
        ],
        "Indochina Time",
        "Indochina Time",
    ),
    (
        &["Asia/Kolkata", "Asia/Calcutta", "Asia/Colombo"],
        "India Standard Time",
        "India Standard Time",
    ),
    (&["Asia/Kathmandu"], "Nepal Time", "Nepal Time"),
    (
        &["Asia/Dhaka"],
        "Bangladesh Standard Time",
        "Bangladesh Summer Time",
    ),
    (
        &["Asia/Karachi"],
        "Pakistan Standard Time",
        "Pakistan Summer Time",
    ),
    (&["Asia/Kabul"], "Afghanistan Time", "Afghanistan Time"),
    (
        &["Asia/Tashkent", "Asia/Samarkand"],
        "Uzbekistan Standard Time",
        "Uzbekistan Summer Time",
    ),
    (
        &["Asia/Dubai", "Asia/Muscat"],
        "Gulf Standard Time",
        "Gulf Standard Time",
    ),
    (
        &[
            "Asia/Riyadh",
            "Asia/Baghdad",
            "Asia/Kuwait",
            "Asia/Qatar",
            "Asia/Bahrain",
            "Asia/Aden",
        ],
        "Arabian Standard Time",
        "Arabian Daylight Time",
    ),
    (
        &["Asia/Tehran", "Iran"],
        "Iran Standard Time",
        "Iran Daylight Time",
    ),
    (
        &["Asia/Jerusalem", "Asia/Tel_Aviv", "Israel"],
        "Israel Standard Time",
        "Israel Daylight Time",
    ),
    (&["Asia/Tbilisi"], "Georgia Standard Time", "Georgia Summer Time"),
    (&["Asia/Yerevan"], "Armenia Standard Time", "Armenia Summer Time"),
    (
        &["Asia/Baku"],
        "Azerbaijan Standard Time",
        "Azerbaijan Summer Time",
    ),
    (
        &["Asia/Yekaterinburg"],
        "Yekaterinburg Standard Time",
        "Yekaterinburg Summer Time",
    ),
    (
        &["Asia/Novosibirsk"],
        "Novosibirsk Standard Time",
        "Novosibirsk Summer Time",
    ),
    (
        &["Asia/Vladivostok"],
        "Vladivostok Standard Time",
        "Vladivostok Summer Time",
    ),
    (
        &[
            "Australia/Sydney",
            "Australia/Melbourne",
            "Australia/Brisbane",
            "Australia/Hobart",
            "Australia/Canberra",
        ],
        "Australian Eastern Standard Time",
        "Australian Eastern Daylight Time",
    ),
    (
        &["Australia/Adelaide", "Australia/Darwin", "Australia/Broken_Hill"],
        "Australian Central Standard Time",
        "Australian Central Daylight Time",
    ),
    (
        &["Australia/Perth"],
        "Australian Western Standard Time",
        "Australian Western Daylight Time",
    ),
    (
        &["Pacific/Auckland", "NZ", "Antarctica/McMurdo"],
        "New Zealand Standard Time",
        "New Zealand Daylight Time",
    ),
    (
        &["Pacific/Guam"],
        "Chamorro Standard Time",
        "Chamorro Standard Time",
    ),
    (&["Pacific/Fiji"], "Fiji Standard Time", "Fiji Summer Time"),
    (
        &["Africa/Johannesburg", "Africa/Maseru", "Africa/Mbabane"],
        "South Africa Standard Time",
        "South Africa Standard Time",
    ),
    (
        &[
            "Africa/Lagos",
            "Africa/Kinshasa",
            "Africa/Luanda",
            "Africa/Douala",
            "Africa/Libreville",
        ],
        "West Africa Standard Time",
        "West Africa Summer Time",
    ),
    (
        &[
            "Africa/Nairobi",
            "Africa/Addis_Ababa",
            "Africa/Kampala",
            "Africa/Dar_es_Salaam",
            "Africa/Mogadishu",
        ],
        "East Africa Time",
        "East Africa Time",
    ),
    (
        &[
            "Africa/Harare",
            "Africa/Maputo",
            "Africa/Lusaka",
            "Africa/Kigali",
            "Africa/Khartoum",
            "Africa/Windhoek",
        ],
        "Central Africa Time",
        "Central Africa Time",
    ),
];

/// The IANA name of a short name of Java's.
pub(super) fn of_java(name: &str) -> Option<&'static str> {
    let known = OF_JAVA.iter().find(|(short, _)| *short == name);
    known.map(|&(_, iana)| iana)
}

/// `Central European Summer Time`; none where English has no name that all use.
pub(super) fn long(zone: &str, summer: bool) -> Option<&'static str> {
    let known = LONG.iter().find(|(zones, _, _)| zones.contains(&zone));
    known.map(|&(_, standard, daylight)| if summer { daylight } else { standard })
}

/// The abbreviations that each form of English uses; others are written as offsets.
const AMERICAN: &[&str] = &[
    "AKDT", "AKST", "CDT", "CST", "EDT", "EST", "HST", "MDT", "MST", "PDT", "PST", "UTC",
];
const BRITISH: &[&str] = &[
    "BST", "CEST", "CET", "EEST", "EET", "GMT", "IST", "UTC", "WEST", "WET",
];
const GERMAN: &[(&str, &str)] = &[
    ("CET", "MEZ"),
    ("CEST", "MESZ"),
    ("EET", "OEZ"),
    ("EEST", "OESZ"),
    ("WET", "WEZ"),
    ("WEST", "WESZ"),
    ("UTC", "UTC"),
];

/// The abbreviation that a language uses for this one of the tz database.
pub(super) fn short<'a>(abbreviation: Option<&'a str>, locale: &str) -> Option<&'a str> {
    let abbreviation = abbreviation?;
    if locale.starts_with("de") {
        return GERMAN
            .iter()
            .find_map(|&(tz, german)| (tz == abbreviation).then_some(german));
    }
    let used = match locale {
        "en" | "en-US" | "en-CA" => AMERICAN,
        _ if locale.starts_with("en") => BRITISH,
        _ => &["UTC"],
    };
    used.contains(&abbreviation).then_some(abbreviation)
}

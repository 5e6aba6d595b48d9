import RiskRegister

/// What registers call the fields that are no scores, in the words of `HeadingWords`, the usual ones first.
///
/// Taken from the headings of published registers and of systems in use; scores have `ScoreName`.
enum FieldWords {
    /// The phrases of each field.
    static let phrases: [MappedField: [String]] = [
        .sourceID: [
            "id", "number", "reference id", "unique id", "unique reference", "record id",
            "record number", "datix id", "datix number", "recordid", "riskid", "code",
            "system id", "register id", "register number", "key", "case number", "reference number",
        ],
        .reference: [
            "reference", "local reference", "ourref", "baf reference", "legacy reference",
        ],
        .title: [
            "title", "name", "headline", "short title", "short description", "heading", "summary",
            "subject", "event", "statement", "summary title", "risk",
        ],
        .description: [
            "description", "detail", "full description", "narrative", "cause effect", "synopsis",
            "description cause", "cause", "background", "long description",
            "description impact", "there that",
        ],
        .type: ["type", "category", "theme", "classification", "class"],
        .subtype: ["subtype", "sub type", "sub category", "subcategory", "secondary category"],
        .domain: ["domain", "consequence domain", "impact domain", "impact type", "area impact"],
        .source: ["source", "origin", "how identified", "identified through", "identified via"],
        .objectives: [
            "objective", "strategic objective", "corporate objective", "principal objective",
            "strategic aim", "strategic goal", "corporate priority", "strategic priority",
            "ambition",
        ],
        .principalRisk: [
            "principal", "linked baf", "baf link", "baf", "link baf", "parent", "linked strategic",
        ],
        .directorate: [
            "directorate", "division", "business unit", "care group", "clinical group",
            "service area", "portfolio", "department", "sector", "region", "business area",
            "organisation unit", "clinical division", "service line", "group", "cluster",
        ],
        .location: [
            "location", "specialty", "service", "site", "ward", "team", "station", "base",
            "location exact", "unit", "locality",
        ],
        .owner: [
            "owner", "handler", "lead", "responsible person", "responsible officer", "responsible",
            "owned by", "assigned to", "assignee", "allocated to", "nominated lead",
            "lead officer", "responsible lead", "action owner", "operational lead",
            "person responsible",
        ],
        .leadExecutive: [
            "executive lead", "lead executive", "lead director", "accountable director",
            "executive director", "executive owner", "executive sponsor", "sponsor",
            "senior responsible officer", "sro", "accountable officer", "director",
            "accountable executive", "accountable", "manager", "accountable manager",
            "chief officer",
        ],
        .opened: [
            "date added", "opened", "date opened", "open date", "date entered", "date raised",
            "raised", "date identified", "identified", "identified on", "created", "date created",
            "created on", "creation date", "created date", "date logged", "logged", "logged on",
            "start date", "date registered", "registered", "raised on", "raised date",
            "identified date", "opening date", "added", "entry date", "dcreated", "added on",
            "opened on",
        ],
        .lastReview: [
            "last review", "last reviewed", "date last review", "last review date", "reviewed",
            "reviewed on", "date reviewed", "last updated", "date last reviewed", "last assessed",
            "last update", "date last updated", "last assessment date", "previous review",
            "latest review", "previous review date", "last reviewed date", "assessment date",
            "last reviewed on", "reviewed date", "review date", "dlastreview",
        ],
        .reviewDue: [
            "next review", "review due", "next review date", "review date", "review", "date review",
            "date next review", "review due date", "due review", "next review due", "review by",
            "next assessment", "next assessment date", "review due by", "dreview",
        ],
        .targetDate: [
            "target date", "date target", "target completion date", "due date",
            "completion date", "target by", "date target expected", "expected completion date",
            "target achieved by", "date target met", "target due", "target due date",
            "mitigated by date", "target reached by", "dtarget", "target score date",
            "date target score",
        ],
        .closed: [
            "closed", "closed date", "date closed", "closure date", "closed on", "end date",
            "closing date", "date closure", "dclosed", "archived date", "date archived",
        ],
        .status: [
            "status", "state", "open closed", "live closed", "register status", "record status",
        ],
        .approval: [
            "approval status", "approval", "approved", "workflow status", "workflow state",
            "workflow stage", "approval stage", "workflow", "approval state", "sign off",
            "sign off status",
        ],
        .controls: [
            "control", "existing control", "key control", "control place", "current control",
            "mitigation", "mitigation control", "control measure", "internal control",
            "control mitigation", "what doing", "existing mitigation", "mitigation place",
            "current mitigation", "control currently place", "mitigation action place",
            "existing control measure", "control already place",
        ],
        .gapsInControl: [
            "gap control", "control gap", "weakness control", "gap key control",
            "gap control mitigation",
        ],
        .assurance: [
            "assurance", "source assurance", "assurance source", "key assurance",
            "assurance control", "positive assurance", "evidence assurance",
        ],
        .gapsInAssurance: ["gap assurance", "assurance gap", "negative assurance"],
        .progress: [
            "progress note", "progress", "latest update", "update", "comment", "commentary", "note",
            "latest progress", "reason change", "progress update", "latest comment", "latest note",
            "review note", "review comment", "journal",
        ],
        .registers: ["register", "on register", "register level", "registers"],
        .actionID: [
            "action id", "action number", "action reference", "task id", "task number", "id",
            "number",
            "reference", "recordid",
        ],
        .riskID: [
            "risk id", "risk number", "risk reference", "linked risk", "parent risk", "cas id",
        ],
        .actionText: [
            "action", "action description", "action detail", "task", "action title",
            "action required", "description",
        ],
        .actionOwner: [
            "action owner", "action lead", "owner", "assigned to", "task owner", "init", "lead",
        ],
        .due: [
            "due", "due date", "action due date", "target date", "deadline", "date due", "due by",
            "ddue",
        ],
        .done: [
            "done", "completed", "date completed", "completion date", "completed date",
            "completed on", "date done", "ddone", "closed date", "date closed",
        ],
        .actionStatus: ["action status", "status", "state", "task status"],
        .actionProgress: ["action progress", "progress", "update", "comment", "action update"],
    ]

    /// The fields of an export of actions.
    static let ofActions: Set<MappedField> = [
        .actionID, .riskID, .actionText, .actionOwner, .due, .done, .actionStatus, .actionProgress,
    ]

    /// How well a heading says a field, from 0 to 1, and by which phrase.
    ///
    /// The very words are 1; each word more makes it less likely that the heading means just that.
    ///
    ///     FieldWords.match(HeadingWords("Date risk added"), .opened)   // (1.0, "date added")
    static func match(
        _ heading: HeadingWords, _ field: MappedField
    ) -> (score: Double, phrase: String)? {
        var best: (score: Double, phrase: String)?
        let words = heading.set
        for (rank, phrase) in (sets[field] ?? []).enumerated()
        where phrase.words.isSubset(of: words) {
            let more = words.count - phrase.words.count
            var score = more == 0 ? 1.0 : more == 1 ? 0.7 : more == 2 ? 0.55 : 0.4
            score -= Double(min(rank, 20)) * 0.002
            if !heading.mended.isEmpty { score -= 0.12 }
            if score > best?.score ?? 0 { best = (score, phrase.text) }
        }
        return best
    }

    private static let sets: [MappedField: [(words: Set<String>, text: String)]] =
        phrases.mapValues { list in
            list.map { phrase in
                let words = phrase.split(separator: " ").map(String.init)
                let telling = words.filter { $0 != "risk" }
                return (Set(telling.isEmpty ? words : telling), phrase)
            }
        }
}

import RiskRegister

/// Roles that a board paper may print, and nothing that could be a person's name.
///
/// A register's owner field holds a role, a name, or both. A part of it is printed only when every
/// word of it is a word of roles, of the register's own directorates, or of the framework's roles;
/// anything else is "a person named in the register".
struct RoleNames {
    private let executives: [String: String]
    private let vocabulary: Set<String>

    /// Printed in place of what may be a name.
    static let withheld = "person named in the register"

    init(_ view: RegisterView) {
        let framework = view.framework
        var executives: [String: String] = [:]
        for executive in framework?.executives ?? [] {
            executives[executive.id.folded] = executive.role
            executives[executive.role.folded] = executive.role
        }
        self.executives = executives
        var vocabulary = RoleNames.nouns.union(RoleNames.fields)
        for text in (framework?.executives.map(\.role) ?? [])
            + (framework?.committees.map(\.name) ?? [])
            + view.risks.compactMap(\.record.directorate)
        {
            vocabulary.formUnion(RoleNames.words(text))
        }
        self.vocabulary = vocabulary
    }

    /// The roles in a field, joined by commas; nil when the field is blank.
    func role(_ text: String?) -> String? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        if let executive = executives[text.folded] { return executive }
        let parts = text.replacing(" - ", with: ",").split { ",/;()|–—\n".contains($0) }
        let roles = parts.map { PlainText.onOneLine(String($0)) }.filter(isRole)
        return roles.isEmpty ? RoleNames.withheld : roles.joined(separator: ", ")
    }

    private func isRole(_ part: String) -> Bool {
        let words = RoleNames.words(part)
        guard words.allSatisfy(vocabulary.contains) else { return false }
        return words.contains(where: RoleNames.nouns.contains)
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init)
    }

    private static let nouns: Set<String> = [
        "accountant", "administrator", "adviser", "advisor", "board", "chair", "chief",
        "clinician", "committee", "consultant", "coordinator", "director", "directors", "doctor",
        "executive", "executives", "gp", "group", "guardian", "head", "lead", "leads", "manager",
        "managers", "matron", "matrons", "midwife", "nurse", "nurses", "officer", "owner",
        "partner", "pharmacist", "practitioner", "president", "principal", "registrar",
        "representative", "secretary", "sister", "specialist", "supervisor", "surgeon", "team",
        "technician", "therapist",
    ]

    private static let fields: Set<String> = [
        "acting", "adult", "adults", "allied", "ambulatory", "an", "and", "assistant", "associate",
        "assurance", "business", "capital", "care", "change", "child", "children", "children's",
        "childrens", "clinical", "commercial", "communications", "community", "company",
        "compliance", "contact", "contracting", "contracts", "control", "corporate", "cyber",
        "data", "delivery", "dental", "deputy", "development", "digital", "diversity", "education",
        "emergency", "engagement", "equality", "estate", "estates", "facilities", "families",
        "family", "finance", "financial", "fire", "for", "general", "governance", "health",
        "healthcare", "hospital", "hospitals", "hr", "human", "ict", "improvement", "in",
        "infection", "informatics", "information", "innovation", "integrated", "interim", "it",
        "learning", "legal", "local", "locality", "location", "management", "medical", "medicine",
        "medicines", "mental", "neighbourhood", "non", "nursing", "occupational", "od", "of",
        "operating", "operational", "operations", "organisational", "outpatients", "partnership",
        "partnerships", "patient", "people", "performance", "pharmacy", "planning", "pmo",
        "premises", "prevention", "primary", "procurement", "professions", "programme", "project",
        "public", "quality", "recruitment", "regional", "rehabilitation", "research", "resilience",
        "resources", "review", "risk", "s", "safeguarding", "safety", "school", "security",
        "senior", "service", "services", "sexual", "site", "social", "specialist", "staff",
        "steering", "strategic", "strategy", "support", "surgery", "sustainability", "system",
        "systems", "technology", "the", "therapies", "therapy", "tissue", "to", "training",
        "transformation", "transport", "trust", "unit", "urgent", "viability", "vice", "ward",
        "wellbeing", "with", "women", "workforce", "young",
    ]
}

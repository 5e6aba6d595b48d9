internal import RiskRegister

/// The reading of one record: its fields by name, and what is noted on the way.
struct RecordTyping {
    let raw: RawRecord
    let compiled: CompiledMapping
    private let dateOrder: SourceMapping.DateOrder
    private(set) var slots: [Slot]
    /// Source fields for local facts and marks, in the order of the file.
    private(set) var extras: [(field: Int, target: Int)] = []

    /// Second numbers for a score: the field, and the two raw fields that differ.
    private var rivals: [(ordinal: Int, first: Int, second: Int)] = []

    /// What findings are about.
    var subject = FindingSubject.file("")
    private(set) var findings: [Finding] = []
    private(set) var repairs = 0
    /// Dates to look at, as "field: text".
    private(set) var oddDates: [String] = []

    /// Where a typed field's value stands in the raw record.
    struct Slot {
        /// The alias that gave the value; 255 while there is none.
        var rank: UInt8 = 255
        /// More than one raw field of that alias, or of any for paths.
        var hasMore = false
        /// The field occurs, empty or not.
        var isPresent = false
        /// The raw field with the value, and the one with its code.
        var value: Int32 = -1
        var code: Int32 = -1
    }

    init(_ raw: RawRecord, _ compiled: CompiledMapping, _ dateOrder: SourceMapping.DateOrder) {
        self.raw = raw
        self.compiled = compiled
        self.dateOrder = dateOrder
        slots = [Slot](repeating: Slot(), count: MappedField.allCases.count)
        for index in raw.fields.indices { place(index) }
    }

    private mutating func place(_ index: Int) {
        switch compiled.known(raw.fields[index].name) {
        case nil: break
        case .whole(let target):
            let place = compiled.places[target]
            if place.hasExtras { extras.append((index, target)) }
            if place.ordinal >= 0 { fill(place, index) }
        case .part(let target):
            if compiled.places[target].ordinal >= 0 { fill(compiled.places[target], index) }
        case .code(let target):
            let ordinal = compiled.places[target].ordinal
            guard ordinal >= 0, slots[ordinal].code < 0 else { break }
            if !RepairedText.isBlank(raw.fields[index].text) { slots[ordinal].code = Int32(index) }
        }
    }

    private mutating func fill(_ place: CompiledMapping.Place, _ index: Int) {
        let (ordinal, rank) = (place.ordinal, place.rank)
        let isPath = ordinal == RecordTyping.pathOrdinal
        slots[ordinal].isPresent = true
        if slots[ordinal].rank < 255 {
            if rank == slots[ordinal].rank || isPath { slots[ordinal].hasMore = true }
            noteRival(ordinal, index)
            guard rank < slots[ordinal].rank else { return }
        }
        guard !RepairedText.isBlank(raw.fields[index].text) else { return }
        if slots[ordinal].rank < 255, !isPath { slots[ordinal].hasMore = false }
        slots[ordinal].rank = rank
        slots[ordinal].value = Int32(index)
    }

    /// Notes a second number for a score, so that none is dropped without a word.
    private mutating func noteRival(_ ordinal: Int, _ index: Int) {
        guard RecordTyping.scoreOrdinals.contains(ordinal) else { return }
        let text = raw.fields[index].text
        guard !RepairedText.isBlank(text) else { return }
        let used = Int(slots[ordinal].value)
        guard used >= 0 else { return }
        let (one, two) = (shown(raw.fields[used].text), shown(text))
        guard one != two else { return }
        // "16" and "4x4=16" say the same.
        let likelihoodFirst = compiled.mapping.likelihoodFirst
        let number = ScoreText(one, likelihoodFirst: likelihoodFirst).number
        if let number, number == ScoreText(two, likelihoodFirst: likelihoodFirst).number { return }
        rivals.append((ordinal, used, index))
    }

    /// RD09: a score that the record gives twice, with different values.
    mutating func findRivals() {
        for (ordinal, first, second) in rivals {
            let field = MappedField.allCases[ordinal]
            // Of two aliases the one that the mapping names first is used, wherever it stands.
            let used = Int(slots[ordinal].value)
            let other = used == second ? first : second
            let (one, two) = (shown(raw.fields[used].text), shown(raw.fields[other].text))
            find(
                "RD09", field, "\(field.rawValue) stands twice: \(one) and \(two); \(one) is used",
                "Take one of the two out of the export, or name the right one first in the mapping."
            )
        }
    }

    private func shown(_ text: String) -> String {
        String(RepairedText(text, oneLine: true).text.prefix(20))
    }

    private static let scoreOrdinals: Set<Int> = Set(
        [
            MappedField.initialLikelihood, .initialConsequence, .initialScore, .currentLikelihood,
            .currentConsequence, .currentScore, .targetLikelihood, .targetConsequence,
            .targetScore,
        ].map(\.ordinal))

    /// The one field of which every alias counts.
    private static let pathOrdinal = MappedField.location.ordinal

    // MARK: - Fields

    /// The raw text of a field: its words, else its code.
    func text(_ field: MappedField) -> String? {
        let slot = slots[field.ordinal]
        if slot.value >= 0 { return raw.fields[Int(slot.value)].text }
        return slot.code >= 0 ? raw.fields[Int(slot.code)].text : nil
    }

    /// All raw texts of a field, by alias, then in the order of the file.
    func texts(_ field: MappedField) -> [String] {
        let slot = slots[field.ordinal]
        guard slot.hasMore else { return text(field).map { [$0] } ?? [] }
        var found: [(rank: Int, index: Int)] = []
        for (index, rawField) in raw.fields.enumerated() {
            let target: Int
            switch compiled.known(rawField.name) {
            case .whole(let index), .part(let index): target = index
            case .code, nil: continue
            }
            guard let (mapped, rank) = compiled.targets[target].field, mapped == field,
                field == .location || rank == Int(slot.rank)
            else { continue }
            found.append((rank, index))
        }
        found.sort { ($0.rank, $0.index) < ($1.rank, $1.index) }
        return found.map { raw.fields[$0.index].text }
    }

    mutating func plain(_ text: String, oneLine: Bool) -> String {
        let plain = RepairedText(text, oneLine: oneLine)
        repairs += plain.repairs
        return plain.text
    }

    /// A field as one line: codes replaced by words, the mark of an old code taken off.
    mutating func line(_ field: MappedField) -> String? {
        guard let text = text(field) else { return nil }
        return word(plain(text, oneLine: true), field)
    }

    mutating func word(_ text: String, _ field: MappedField) -> String? {
        var text = text
        if text.utf8.first == UInt8(ascii: "("), let current = RecordTyping.withoutOldCode(text) {
            text = current
            find(
                "RD07", field, "\(field.rawValue) holds a code that is no longer in use",
                "Choose the code that replaced it, in the risk system.", severity: .information)
        }
        if let codes = compiled.codes[field], let word = codes[text.lettersAndDigits] {
            text = word
        }
        return text.isEmpty ? nil : text
    }

    /// What follows "(Old Code, deactivated 31.03.23):"; nil when the text does not begin so.
    static func withoutOldCode(_ text: String) -> String? {
        guard text.first == "(", let end = text.firstIndex(of: ")") else { return nil }
        let mark = text[text.index(after: text.startIndex)..<end].lowercased()
        guard ["old code", "deactivated", "inactive"].contains(where: { mark.hasPrefix($0) }) else {
            return nil
        }
        return RecordTyping.trimmed(text[text.index(after: end)...].drop { $0 == ":" || $0 == " " })
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest.drop { $0.isWhitespace })
    }

    /// A field as plain text with its line breaks; parts of one field stand below one another.
    mutating func block(_ field: MappedField) -> String? {
        if !slots[field.ordinal].hasMore {
            guard let text = text(field) else { return nil }
            let plain = plain(text, oneLine: false)
            return plain.isEmpty ? nil : plain
        }
        let parts = texts(field).map { plain($0, oneLine: false) }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }

    /// The steps of a path, top first, without repeats.
    mutating func path(_ field: MappedField) -> [String] {
        var steps: [String] = []
        for text in texts(field) {
            if let step = word(plain(text, oneLine: true), field), !steps.contains(step) {
                steps.append(step)
            }
        }
        return steps
    }

    /// A field's date; noted when it is odd.
    mutating func date(_ field: MappedField) -> SourceDate? {
        guard let text = text(field) else { return nil }
        let found = DateText(text, order: dateOrder)
        if found.isOdd {
            let shown = String(RepairedText(text, oneLine: true).text.prefix(40))
            var note = "\(field.rawValue) \(shown)"
            if case .month = found.date { note += RecordTyping.monthMark }
            oddDates.append(note)
        }
        return found.date
    }

    /// Stands behind the note of a date that is only a month.
    static let monthMark = " (a month)"
    static let exportTheID = "Export the id of the record."

    // MARK: - Words

    /// Notes something about a field.
    mutating func find(
        _ code: String, _ field: MappedField, _ message: String, _ advice: String,
        severity: Severity? = nil
    ) {
        let usual: Severity = code == "RD05" ? .error : .warning
        findings.append(
            Finding(
                code: code, severity: severity ?? usual, subject: subject, message: message,
                advice: advice, field: field.rawValue, line: raw.line))
    }

    mutating func findUnknown(_ text: String, _ field: MappedField, _ consequence: String) {
        // A short text is a word; a long one may be anything, and is not repeated.
        let word = text.utf8.count <= 40 ? " \"\(text)\"" : ""
        find(
            "RD04", field,
            "\(field.rawValue)\(word) is no word that the mapping knows: "
                + consequence, "Add the word to the mapping, or correct it in the risk system.")
    }

    /// The words of a field, and its code where there is one besides.
    private mutating func wordAndCode(_ field: MappedField) -> (word: String, code: String?)? {
        guard let text = text(field) else { return nil }
        let slot = slots[field.ordinal]
        let code = slot.value >= 0 && slot.code >= 0 ? raw.fields[Int(slot.code)].text : nil
        return (plain(text, oneLine: true), code)
    }

    /// Where the record stands in the approval workflow.
    mutating func approval() -> Approval {
        guard let (word, code) = wordAndCode(.approval) else { return .unknown }
        if let known = compiled.approvalWords[word.lettersAndDigits] { return known }
        if let code, let known = compiled.approvalWords[code.lettersAndDigits] { return known }
        findUnknown(word, .approval, "taken as if approval were absent")
        return .unknown
    }

    /// Closed by its status word, or by a closing day where no status word says that it is open.
    mutating func isClosed(on closed: SourceDate?) -> Bool {
        var status: Bool?
        if let (word, code) = wordAndCode(.status) {
            status = compiled.statusWords[word.lettersAndDigits]
            if status == nil, let code { status = compiled.statusWords[code.lettersAndDigits] }
            if status == nil {
                findUnknown(
                    word, .status,
                    closed == nil ? "taken as open" : "taken as closed, by the closing date")
            }
        }
        guard let closed else { return status ?? false }
        guard status == false else { return true }
        find(
            "RD08", .closed,
            "the status says open and a closing date is recorded, \(closed): taken as open",
            "Close the risk, or take the closing date out, in the risk system.")
        return false
    }

    /// An action's status says that it is done.
    mutating func isDone(_ status: String?) -> Bool {
        guard let status else { return false }
        if let known = compiled.statusWords[status.lettersAndDigits] { return known }
        if compiled.mapping.closedWords.isEmpty {
            return RecordTyping.doneWords.contains(status.lettersAndDigits)
        }
        if !compiled.mapping.openWords.isEmpty {
            findUnknown(status, .actionStatus, "taken as open")
        }
        return false
    }

    /// What a done action is called where the mapping has no words for it.
    private static let doneWords: Set<String> = ["done", "complete", "completed", "closed"]
}

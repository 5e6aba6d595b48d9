internal import FEEL
internal import RiskRegister

/// The reading of one record: its fields by name, and what is noted on the way.
struct RecordTyping {
    private let raw: RawRecord
    private let compiled: CompiledMapping
    private let dateOrder: SourceMapping.DateOrder
    private var slots: [Slot]
    /// Source fields for local facts and marks, in the order of the file.
    private var extras: [(field: Int, target: Int)] = []

    /// What findings are about.
    var subject = FindingSubject.file("")
    private(set) var findings: [Finding] = []
    private(set) var repairs = 0
    /// Dates to look at, as "field: text".
    private(set) var oddDates: [String] = []

    /// Where a typed field's value stands in the raw record.
    private struct Slot {
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
        let field = raw.fields[index]
        switch compiled.known(field.name) {
        case nil: break
        case .whole(let target):
            let known = compiled.targets[target]
            if known.register != nil || !known.facts.isEmpty { extras.append((index, target)) }
            if let (mapped, rank) = known.field { fill(mapped, rank, index) }
        case .part(let target):
            if let (mapped, rank) = compiled.targets[target].field { fill(mapped, rank, index) }
        case .code(let target):
            guard let (mapped, _) = compiled.targets[target].field else { break }
            let ordinal = mapped.ordinal
            if slots[ordinal].code < 0, !PlainText.isBlank(field.text) {
                slots[ordinal].code = Int32(index)
            }
        }
    }

    private mutating func fill(_ field: MappedField, _ rank: Int, _ index: Int) {
        let ordinal = field.ordinal
        let rank = UInt8(clamping: min(rank, 254))
        slots[ordinal].isPresent = true
        if slots[ordinal].rank < 255 {
            if rank == slots[ordinal].rank || field == .location {
                slots[ordinal].hasMore = true
            }
            guard rank < slots[ordinal].rank else { return }
        }
        guard !PlainText.isBlank(raw.fields[index].text) else { return }
        if slots[ordinal].rank < 255, field != .location { slots[ordinal].hasMore = false }
        slots[ordinal].rank = rank
        slots[ordinal].value = Int32(index)
    }

    // MARK: - Fields

    /// The raw text of a field: its words, else its code.
    private func text(_ field: MappedField) -> String? {
        let slot = slots[field.ordinal]
        if slot.value >= 0 { return raw.fields[Int(slot.value)].text }
        return slot.code >= 0 ? raw.fields[Int(slot.code)].text : nil
    }

    /// All raw texts of a field, by alias, then in the order of the file.
    private func texts(_ field: MappedField) -> [String] {
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

    private mutating func plain(_ text: String, oneLine: Bool) -> String {
        let plain = PlainText(text, oneLine: oneLine)
        repairs += plain.repairs
        return plain.text
    }

    /// A field as one line: codes replaced by words, the mark of an old code taken off.
    mutating func line(_ field: MappedField) -> String? {
        guard let text = text(field) else { return nil }
        return word(plain(text, oneLine: true), field)
    }

    private mutating func word(_ text: String, _ field: MappedField) -> String? {
        var text = text
        if text.utf8.first == UInt8(ascii: "("), let current = RecordTyping.withoutOldCode(text) {
            text = current
            find(
                "RD07", field, "\(field.rawValue) holds a code that is no longer in use",
                "Choose the code that replaced it, in the risk system.", severity: .information)
        }
        if let codes = compiled.codes[field], let word = codes[Folded.text(text)] { text = word }
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
            let shown = String(PlainText(text, oneLine: true).text.prefix(40))
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

    private mutating func findUnknown(_ text: String, _ field: MappedField, _ consequence: String) {
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
        if let known = compiled.approvalWords[Folded.text(word)] { return known }
        if let code, let known = compiled.approvalWords[Folded.text(code)] { return known }
        findUnknown(word, .approval, "taken as if approval were absent")
        return .unknown
    }

    /// Closed by its status word, or by a closing day where no status word says that it is open.
    mutating func isClosed(on closed: SourceDate?) -> Bool {
        var status: Bool?
        if let (word, code) = wordAndCode(.status) {
            status = compiled.statusWords[Folded.text(word)]
            if status == nil, let code { status = compiled.statusWords[Folded.text(code)] }
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
        if let known = compiled.statusWords[Folded.text(status)] { return known }
        if compiled.mapping.closedWords.isEmpty {
            return RecordTyping.doneWords.contains(Folded.text(status))
        }
        if !compiled.mapping.openWords.isEmpty {
            findUnknown(status, .actionStatus, "taken as open")
        }
        return false
    }

    /// What a done action is called where the mapping has no words for it.
    private static let doneWords: Set<String> = ["done", "complete", "completed", "closed"]

    // MARK: - Lists

    /// The codes of objectives, in order, without repeats.
    mutating func objectives() -> [String] {
        var codes: [String] = []
        for text in texts(.objectives) {
            let plain = plain(text, oneLine: false)
            for part in parts(of: plain) {
                let code = word(RecordTyping.code(of: part), .objectives)
                if let code, !codes.contains(code) { codes.append(code) }
            }
        }
        return codes
    }

    /// The parts of a list: between semicolons and the mapping's separators; between commas unless
    /// they belong to a sentence; between spaces when every part looks like a code.
    private func parts(of text: String) -> [String] {
        let hard = text.split { character in
            character == ";" || character == "\n" || compiled.separators.contains(character)
        }
        var parts: [String] = []
        for part in hard {
            let commas = part.split(separator: ",").map { RecordTyping.trimmed($0) }
            let isList =
                commas.count > 1
                && commas.contains { RecordTyping.looksLikeCode(RecordTyping.code(of: $0)) }
            for piece in isList ? commas : [RecordTyping.trimmed(part)] {
                let words = piece.split(separator: " ").map(String.init)
                if words.count > 1, words.allSatisfy(RecordTyping.looksLikeCode) {
                    parts += words
                } else if piece.contains(where: { $0.isLetter || $0.isNumber }) {
                    parts.append(piece)
                }
            }
        }
        return parts
    }

    /// "SO1", "WF3", "1.2", "OBJ": short, without spaces, with a digit or all in capitals.
    static func looksLikeCode(_ text: String) -> Bool {
        var (digits, small) = (false, false)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits = true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "/"):
                break
            case UInt8(ascii: "a")...UInt8(ascii: "z"): small = true
            default: return false
            }
        }
        return (1...12).contains(text.utf8.count) && (digits || !small)
    }

    /// The code before its own wording: "SO1" of "SO1: Give safe care" and "SO1 - Give safe care".
    static func code(of text: String) -> String {
        for separator in [":", " - ", " – "] {
            guard let range = text.firstRange(of: separator) else { continue }
            let code = trimmed(text[..<range.lowerBound])
            if looksLikeCode(code), code.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
                return code
            }
        }
        return text
    }

    /// The registers that the source itself marks, or nil when it has no such field.
    mutating func markedRegisters() -> [String]? {
        var marked: [String]?
        func add(_ register: String) {
            if marked?.contains(register) != true { marked = (marked ?? []) + [register] }
        }
        if slots[MappedField.registers.ordinal].isPresent { marked = [] }
        for text in texts(.registers) {
            let plain = plain(text, oneLine: false)
            if let register = compiled.registerMarks[Folded.text(plain)] {
                add(register)
                continue
            }
            for part in plain.split(whereSeparator: { isListSeparator($0) }) {
                let word = RecordTyping.trimmed(part)
                let folded = Folded.text(word)
                if let register = compiled.registerMarks[folded] {
                    add(register)
                } else if !RecordTyping.noWords.contains(folded) {
                    add(word)
                }
            }
        }
        for (index, target) in extras {
            guard let register = compiled.targets[target].register else { continue }
            marked = marked ?? []
            let word = plain(raw.fields[index].text, oneLine: true)
            let folded = Folded.text(word)
            if RecordTyping.yesWords.contains(folded) || word == "✓" || word == "✔" {
                add(register)
            } else if !RecordTyping.noWords.contains(folded) {
                findUnknown(word, .registers, "taken as no")
            }
        }
        return marked
    }

    private func isListSeparator(_ character: Character) -> Bool {
        switch character {
        case ",", ";", "/", "\n": true
        default: compiled.separators.contains(character)
        }
    }

    private static let yesWords: Set<String> = ["yes", "y", "true", "1", "x", "on"]
    private static let noWords: Set<String> = ["", "no", "n", "false", "0", "none", "off", "na"]

    /// The facts that the mapping declares from local fields.
    mutating func localFacts() -> [String: String] {
        var facts: [String: String] = [:]
        for (index, target) in extras where !compiled.targets[target].facts.isEmpty {
            let text = plain(raw.fields[index].text, oneLine: true)
            guard !text.isEmpty else { continue }
            for fact in compiled.targets[target].facts where facts[fact] == nil {
                facts[fact] = text
            }
        }
        return facts
    }

    // MARK: - Scores

    private typealias ScoreFields = (
        likelihood: MappedField, consequence: MappedField, score: MappedField, band: MappedField
    )

    private static func fields(_ kind: ScoreKind) -> ScoreFields {
        switch kind {
        case .initial: (.initialLikelihood, .initialConsequence, .initialScore, .initialBand)
        case .current: (.currentLikelihood, .currentConsequence, .currentScore, .currentBand)
        case .target: (.targetLikelihood, .targetConsequence, .targetScore, .targetBand)
        }
    }

    /// What the record holds for one kind of score, each number as it is.
    mutating func score(_ kind: ScoreKind) -> ScoreEntry {
        let fields = RecordTyping.fields(kind)
        var entry = ScoreEntry()
        entry.likelihood = level(fields.likelihood, compiled.likelihoodWords, &entry)
        entry.consequence = level(fields.consequence, compiled.consequenceWords, &entry)
        entry.band = text(fields.band).map { plain($0, oneLine: true) }
        guard let text = text(fields.score).map({ plain($0, oneLine: true) }) else {
            readBandAsScore(&entry)
            return entry
        }
        if let value = RecordTyping.smallNumber(text) {
            entry.printed = PrintedScore(text: text, number: Decimal128(value))
            return entry
        }
        let found = ScoreText(text, likelihoodFirst: compiled.mapping.likelihoodFirst)
        entry.printed = PrintedScore(text: text, number: found.number)
        entry.band = entry.band ?? found.band
        fillPair(found, &entry)
        return entry
    }

    /// A band cell that holds the score besides its word, where the score has no cell of its own.
    private func readBandAsScore(_ entry: inout ScoreEntry) {
        guard let band = entry.band, band.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
            return
        }
        let found = ScoreText(band, likelihoodFirst: compiled.mapping.likelihoodFirst)
        guard found.number != nil || found.pair != nil else { return }
        if found.number != nil {
            entry.printed = PrintedScore(text: band, number: found.number)
        }
        fillPair(found, &entry)
    }

    /// Fills an empty pair from a combined cell.
    private func fillPair(_ found: ScoreText, _ entry: inout ScoreEntry) {
        guard let (likelihood, consequence) = found.pair else { return }
        let isEmpty =
            entry.likelihood == nil && entry.consequence == nil && entry.unreadable.isEmpty
        if isEmpty {
            switch likelihood {
            case .level(let value): entry.likelihood = value
            case .unreadable(let text): entry.unreadable.append(text)
            }
            switch consequence {
            case .level(let value): entry.consequence = value
            case .unreadable(let text): entry.unreadable.append(text)
            }
        }
        // "4x4" alone prints a pair and no score; beside another pair it stays, to be looked at.
        let agrees =
            entry.likelihood.map { likelihood == .level($0) } == true
            && entry.consequence.map { consequence == .level($0) } == true
        if found.number == nil, agrees { entry.printed = nil }
    }

    private mutating func level(
        _ field: MappedField, _ words: [String: Int], _ entry: inout ScoreEntry
    ) -> Int? {
        guard let text = text(field) else { return nil }
        let plain = plain(text, oneLine: true)
        switch ScoreText.level(plain, words: words) {
        case .level(let value): return value
        case .contradiction(let used, let word):
            let shown = plain.utf8.count <= 40 ? " \"\(plain)\"" : ""
            find(
                "RD04", field,
                "\(field.rawValue)\(shown): the mapping reads the word as \(word); \(used) used",
                "Correct the word in the mapping or the value in the risk system.")
            return used
        case .unknownWord:
            findUnknown(plain, field, "not used")
            entry.unreadable.append(String(plain.prefix(40)))
            return nil
        case .unreadable:
            entry.unreadable.append(String(plain.prefix(40)))
            return nil
        }
    }

    /// A number of one or two digits, as nearly every score is.
    private static func smallNumber(_ text: String) -> Int? {
        guard (1...2).contains(text.utf8.count) else { return nil }
        var value = 0
        for byte in text.utf8 {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}

extension MappedField {
    /// Its place in the table of all fields.
    fileprivate var ordinal: Int { MappedField.ordinals[self] ?? 0 }
}

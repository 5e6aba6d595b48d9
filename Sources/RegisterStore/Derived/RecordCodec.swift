import Digests
import RiskRegister

/// Records without their long texts as bytes, about 250 each, and back.
///
/// What lists and checks need of a record is kept typed beside the points, because giving the raw
/// record its meaning again costs ten times as much as reading it here.
enum RecordCodec {
    /// A record without its long texts.
    ///
    /// A finding's line is where one file had the record: the same record stands elsewhere in the next
    /// file, and nowhere in the history, so it is no part of what the history gives.
    static func brief(_ record: RiskRecord) -> RiskRecord {
        var brief = record.withoutTexts { texts in
            var writer = ByteWriter(capacity: 2048)
            for (_, text) in texts { writer.optional(text) { $0.text($1) } }
            return SHA256.digest(writer.bytes).bytes.prefix(8)
                .reduce(0) { $0 << 8 | UInt64($1) }
        }
        for place in brief.findings.indices { brief.findings[place].line = 0 }
        return brief
    }

    // MARK: - Writing

    /// The bytes of a record without its long texts.
    static func encoded(_ brief: RiskRecord) -> [UInt8] {
        var writer = ByteWriter(capacity: 320)
        writer.optional(brief.sourceID, text)
        writer.optional(brief.reference, text)
        writer.text(brief.title)
        writer.byte(brief.isClosed ? 1 : 0)
        writer.byte(Codes.of(brief.approval))
        for entry in [brief.initial, brief.current, brief.target] { write(entry, to: &writer) }
        writer.list(brief.objectives, text)
        for value in [
            brief.principalRisk, brief.owner, brief.leadExecutive, brief.directorate, brief.type,
            brief.subtype, brief.domain, brief.source,
        ] {
            writer.optional(value, text)
        }
        writer.list(brief.location, text)
        for date in [
            brief.opened, brief.lastReview, brief.reviewDue, brief.targetDate, brief.closed,
        ] {
            writer.optional(date, write)
        }
        writer.optional(brief.markedRegisters) { $0.list($1, text) }
        writer.list(brief.oddDates, text)
        writer.list(brief.localFacts.sorted { $0.key < $1.key }) { writer, fact in
            writer.text(fact.key)
            writer.text(fact.value)
        }
        writer.count(brief.repairs)
        writer.list(brief.findings, write)
        writer.optional(brief.leftOut) { writer, left in
            writer.unsigned(left.fingerprint)
            writer.unsigned(left.progress)
            writer.byte(left.hasControls ? 1 : 0)
            writer.list(left.personalData) { writer, mark in
                writer.text(mark.field)
                writer.list(mark.found) { writer, found in
                    writer.byte(Codes.of(found.kind))
                    writer.count(found.at)
                }
                writer.list(mark.mentions) { writer, mention in
                    writer.unsigned(mention.pair)
                    writer.count(mention.at)
                }
            }
        }
        return writer.bytes
    }

    private static func text(_ writer: inout ByteWriter, _ value: String) { writer.text(value) }

    private static func number(_ writer: inout ByteWriter, _ value: Int) {
        writer.signed(Int64(value))
    }

    private static func write(_ entry: ScoreEntry, to writer: inout ByteWriter) {
        writer.optional(entry.likelihood, number)
        writer.optional(entry.consequence, number)
        writer.optional(entry.printed) { (writer: inout ByteWriter, printed: PrintedScore) in
            writer.text(printed.text)
            let number = printed.numberText
            // Most scores are printed as the number that they are.
            writer.byte(number == nil ? 0 : number == printed.text ? 1 : 2)
            if let number, number != printed.text { writer.text(number) }
        }
        writer.optional(entry.band, text)
        writer.list(entry.unreadable, text)
    }

    private static func write(_ writer: inout ByteWriter, _ date: SourceDate) {
        switch date {
        case .day(let day):
            writer.byte(0)
            writer.signed(Int64(day.number))
        case .month(let lastDay):
            writer.byte(1)
            writer.signed(Int64(lastDay.number))
        }
    }

    private static func write(_ writer: inout ByteWriter, _ finding: Finding) {
        writer.text(finding.code)
        writer.byte(Codes.of(finding.severity))
        write(&writer, finding.subject)
        writer.text(finding.message)
        writer.text(finding.advice)
        writer.optional(finding.field, text)
        writer.optional(finding.owner, text)
        writer.count(finding.line)
    }

    private static func write(_ writer: inout ByteWriter, _ subject: FindingSubject) {
        switch subject {
        case .risk(let key):
            writer.byte(0)
            writer.text(key.organisation)
            writer.signed(key.level.code)
            writer.text(key.id)
        case .objective(let id):
            writer.byte(1)
            writer.text(id)
        case .action(let id, let risk):
            writer.byte(2)
            writer.text(id)
            writer.optional(risk, text)
        case .ruling(let sequence):
            writer.byte(3)
            writer.signed(Int64(sequence))
        case .extract(let day):
            writer.byte(4)
            writer.signed(Int64(day.number))
        case .file(let name):
            writer.byte(5)
            writer.text(name)
        }
    }

    // MARK: - Reading

    /// The record that bytes hold.
    static func decoded(_ bytes: ArraySlice<UInt8>) throws -> RiskRecord {
        var reader = ByteReader(bytes)
        func optionalText() throws -> String? { try reader.optional { try $0.text() } }
        func texts() throws -> [String] { try reader.list { try $0.text() } }
        func date() throws -> SourceDate? { try reader.optional(readDate) }
        var record = RiskRecord()
        record.sourceID = try optionalText()
        record.reference = try optionalText()
        record.title = try reader.text()
        record.isClosed = try reader.byte() != 0
        record.approval = try Codes.value(try reader.byte())
        record.initial = try readEntry(&reader)
        record.current = try readEntry(&reader)
        record.target = try readEntry(&reader)
        record.objectives = try texts()
        record.principalRisk = try optionalText()
        record.owner = try optionalText()
        record.leadExecutive = try optionalText()
        record.directorate = try optionalText()
        record.type = try optionalText()
        record.subtype = try optionalText()
        record.domain = try optionalText()
        record.source = try optionalText()
        record.location = try texts()
        record.opened = try date()
        record.lastReview = try date()
        record.reviewDue = try date()
        record.targetDate = try date()
        record.closed = try date()
        record.markedRegisters = try reader.optional { try $0.list { try $0.text() } }
        record.oddDates = try texts()
        for _ in 0..<(try reader.count()) {
            record.localFacts[try reader.text()] = try reader.text()
        }
        record.repairs = try reader.count()
        record.findings = try reader.list(readFinding)
        record.leftOut = try reader.optional { reader in
            LeftOutTexts(
                fingerprint: try reader.unsigned(), progress: try reader.unsigned(),
                hasControls: try reader.byte() != 0,
                personalData: try reader.list { reader in
                    PersonalData.Mark(
                        field: try reader.text(),
                        found: try reader.list { reader in
                            .init(try Codes.value(try reader.byte()), at: try reader.count())
                        },
                        mentions: try reader.list { reader in
                            .init(try reader.unsigned(), at: try reader.count())
                        })
                })
        }
        guard reader.isAtEnd else { throw ByteReader.Malformed() }
        return record
    }

    private static func number(_ reader: inout ByteReader) throws -> Int {
        guard let number = Int(exactly: try reader.signed()) else { throw ByteReader.Malformed() }
        return number
    }

    private static func day(_ reader: inout ByteReader) throws -> Day {
        guard let number = Int32(exactly: try reader.signed()) else { throw ByteReader.Malformed() }
        return Day(number: number)
    }

    private static func readEntry(_ reader: inout ByteReader) throws -> ScoreEntry {
        ScoreEntry(
            likelihood: try reader.optional(number), consequence: try reader.optional(number),
            printed: try reader.optional { reader in
                let text = try reader.text()
                switch try reader.byte() {
                case 0: return PrintedScore(text: text, numberText: nil)
                case 1: return PrintedScore(text: text, numberText: text)
                case 2: return PrintedScore(text: text, numberText: try reader.text())
                default: throw ByteReader.Malformed()
                }
            },
            band: try reader.optional { try $0.text() },
            unreadable: try reader.list { try $0.text() })
    }

    private static func readDate(_ reader: inout ByteReader) throws -> SourceDate {
        switch try reader.byte() {
        case 0: .day(try day(&reader))
        case 1: .month(lastDay: try day(&reader))
        default: throw ByteReader.Malformed()
        }
    }

    private static func readFinding(_ reader: inout ByteReader) throws -> Finding {
        let code = try reader.text()
        let severity: Severity = try Codes.value(try reader.byte())
        let subject = try readSubject(&reader)
        return Finding(
            code: code, severity: severity, subject: subject, message: try reader.text(),
            advice: try reader.text(), field: try reader.optional { try $0.text() },
            owner: try reader.optional { try $0.text() }, line: try reader.count())
    }

    private static func readSubject(_ reader: inout ByteReader) throws -> FindingSubject {
        switch try reader.byte() {
        case 0:
            .risk(
                RiskKey(
                    organisation: try reader.text(), level: RiskLevel(code: try reader.signed()),
                    id: try reader.text()))
        case 1: .objective(try reader.text())
        case 2: .action(try reader.text(), riskID: try reader.optional { try $0.text() })
        case 3: .ruling(try number(&reader))
        case 4: .extract(try day(&reader))
        case 5: .file(try reader.text())
        default: throw ByteReader.Malformed()
        }
    }
}

extension Codes {
    static func of(_ approval: Approval) -> UInt8 {
        switch approval {
        case .approved: 0
        case .awaiting: 1
        case .rejected: 2
        case .unknown: 3
        }
    }

    static func of(_ severity: Severity) -> UInt8 {
        switch severity {
        case .error: 0
        case .warning: 1
        case .information: 2
        }
    }

    static func of(_ kind: PersonalData.Kind) -> UInt8 {
        switch kind {
        case .nhsNumber: 0
        case .email: 1
        case .phone: 2
        case .postcode: 3
        case .dateOfBirth: 4
        case .name: 5
        case .namedPerson: 6
        }
    }

    static func value(_ code: UInt8) throws -> Approval {
        try [.approved, .awaiting, .rejected, .unknown].at(code)
    }

    static func value(_ code: UInt8) throws -> Severity {
        try [.error, .warning, .information].at(code)
    }

    static func value(_ code: UInt8) throws -> PersonalData.Kind {
        try [.nhsNumber, .email, .phone, .postcode, .dateOfBirth, .name, .namedPerson].at(code)
    }
}

import GRDB
import RiskRegister

/// An extract as it is stored: its summary, its files, and which of its kinds still count.
struct StoredExtract {
    var summary: ExtractSummary
    var files: [StoredFile]
    /// Kinds of file for which no later entry speaks for the same day, source and scope.
    var activeKinds: Set<SourceMapping.Kind> = []
    /// What people answered for risks that it lacks, by id.
    var absences: [String: AbsenceAnswer] = [:]

    /// What an extract speaks for, for one kind of file.
    struct Place: Hashable {
        var organisation: String
        var source: String
        var scope: ExtractScope
        var day: Day
        var kind: SourceMapping.Kind
    }

    func place(_ kind: SourceMapping.Kind) -> Place {
        Place(
            organisation: summary.organisation, source: summary.source, scope: summary.scope,
            day: summary.asAt, kind: kind)
    }

    var kinds: Set<SourceMapping.Kind> { Set(files.map(\.file.kind)) }

    func files(_ kind: SourceMapping.Kind) -> [StoredFile] {
        files.filter { $0.file.kind == kind }
    }

    /// By day; within a day whole extracts before parts, then by scope and source: never by when they came.
    static func precedes(_ left: StoredExtract, _ right: StoredExtract) -> Bool {
        let (one, two) = (left.summary, right.summary)
        if one.asAt != two.asAt { return one.asAt < two.asAt }
        if one.scope != two.scope {
            if one.scope == .all { return true }
            if two.scope == .all { return false }
            return one.scope.description < two.scope.description
        }
        if one.source != two.source { return one.source < two.source }
        return one.sequence < two.sequence
    }
}

/// One file of an extract as it is stored.
struct StoredFile {
    var id: Int64
    var file: ExtractFile
    var reading: Reading
}

/// A rulebook that was adopted, with the id of its row.
struct StoredRulebook {
    var id: Int64
    var adopted: AdoptedRulebook
}

/// What was given to the register up to an entry of the chain, without the records themselves.
struct Truth {
    /// The newest entry that counts; 0 for none.
    let sequence: Int
    /// When it was recorded.
    let recordedAt: String
    /// All extracts, superseded ones included, as they came.
    private(set) var stored: [StoredExtract] = []
    /// Rulings, by date, then sequence.
    private(set) var rulings: [Ruling] = []
    /// Papers, as they were issued.
    private(set) var papers: [IssuedPaper] = []
    /// Rulebooks, as they were adopted.
    private(set) var rulebooks: [StoredRulebook] = []
    /// Withdrawals, as they came, those that were taken back themselves included.
    private(set) var withdrawals: [Withdrawal] = []
    /// Extracts that were withdrawn, as they came.
    private(set) var withdrawn: [StoredExtract] = []
    /// Rulings that were withdrawn, by date, then sequence.
    private(set) var withdrawnRulings: [Ruling] = []
    private var rulingsByRisk: [RiskKey: [Ruling]] = [:]

    /// Everything up to an entry; nil: everything.
    init(_ db: Database, knownAt: Int?) throws {
        let limit = knownAt ?? Int.max
        let head = try Row.fetchOne(
            db, sql: "SELECT id, recordedAt FROM entry WHERE id <= ? ORDER BY id DESC LIMIT 1",
            arguments: [limit])
        sequence = try head?.get("id") ?? 0
        recordedAt = try head?.get("recordedAt") ?? ""
        let times = try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT id, recordedAt FROM entry")
                .map { (try $0.get("id") as Int, try $0.get("recordedAt") as String) })
        withdrawals = try Withdrawal.all(db, until: limit, times)
        let gone = Withdrawal.entries(withdrawals)
        let files = try Truth.files(db)
        let absences = try Truth.absences(db)
        for row in try Row.fetchAll(
            db, sql: "SELECT * FROM extract WHERE entry <= ? ORDER BY id", arguments: [limit])
        {
            var extract = try Truth.extract(row, files: files, times: times)
            extract.absences = absences[try row.get("id")] ?? [:]
            if gone[extract.summary.sequence] == nil {
                stored.append(extract)
            } else {
                withdrawn.append(extract)
            }
        }
        settleSupersession()
        let terms = try RulingTerms.all(db)
        for row in try Row.fetchAll(
            db, sql: "SELECT * FROM ruling WHERE entry <= ? ORDER BY date, entry",
            arguments: [limit])
        {
            var ruling = try Truth.ruling(row, times: times)
            ruling.terms = terms[try row.get("id")] ?? RulingTerms()
            if gone[ruling.sequence] == nil {
                rulings.append(ruling)
            } else {
                withdrawnRulings.append(ruling)
            }
        }
        rulingsByRisk = Dictionary(grouping: rulings, by: \.subject)
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT paper.*, paperOrganisation.organisation FROM paper
                LEFT JOIN paperOrganisation ON paperOrganisation.paper = paper.id
                WHERE entry <= ? ORDER BY entry
                """, arguments: [limit])
        {
            papers.append(try Truth.paper(row, times: times))
        }
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT rulebook.*, rulebookOrganisation.organisation FROM rulebook
                LEFT JOIN rulebookOrganisation ON rulebookOrganisation.rulebook = rulebook.id
                WHERE entry <= ? ORDER BY entry
                """, arguments: [limit])
        {
            rulebooks.append(try Truth.rulebook(row, times: times))
        }
    }

    /// All extracts, as they came.
    var extracts: [ExtractSummary] { stored.map(\.summary) }

    /// The organisations that extracts speak for, sorted.
    var organisations: [String] { Array(Set(stored.map(\.summary.organisation))).sorted() }

    /// The rulebooks that serve an organisation, in the order in which they come into force.
    ///
    /// One adopted for all serves every organisation until the effective day of the first of its own.
    func rulebooks(of organisation: String) -> [AdoptedRulebook] {
        let own = rulebooks.map(\.adopted).filter { $0.organisation == organisation }
        let first = own.map(\.effectiveFrom).min()
        let shared = rulebooks.map(\.adopted).filter { rulebook in
            rulebook.organisation == nil && (first.map { rulebook.effectiveFrom < $0 } ?? true)
        }
        return (shared + own).sorted {
            $0.effectiveFrom != $1.effectiveFrom
                ? $0.effectiveFrom < $1.effectiveFrom : $0.sequence < $1.sequence
        }
    }

    /// The papers of an organisation, as they were issued.
    ///
    /// A paper from before papers named theirs is of the organisation that was then alone.
    func papers(of organisation: String) -> [IssuedPaper] {
        papers.filter { paper in
            if let of = paper.organisation { return of == organisation }
            let known = stored.filter { $0.summary.sequence < paper.sequence }
            return known.allSatisfy { $0.summary.organisation == organisation }
        }
    }

    /// The extracts of an organisation that count for a kind of file, in their order.
    func active(_ organisation: String, _ kind: SourceMapping.Kind) -> [StoredExtract] {
        stored.filter {
            $0.summary.organisation == organisation && $0.activeKinds.contains(kind)
        }.sorted(by: StoredExtract.precedes)
    }

    /// The newest extract in force for a kind of file that speaks for the same as another.
    func inForce(for header: ImportHeader, _ kind: SourceMapping.Kind) -> StoredExtract? {
        stored.last { extract in
            let summary = extract.summary
            return summary.asAt == header.asAt && summary.organisation == header.organisation
                && summary.source == header.source && summary.scope == header.scope
                && extract.activeKinds.contains(kind)
        }
    }

    /// The day on which a risk was closed as people answered it, for extracts of a day or earlier.
    func closing(of id: String, in organisation: String, onOrBefore day: Day) -> Day? {
        for extract in active(organisation, .risks).reversed() where extract.summary.asAt <= day {
            if case .closed(let closed)? = extract.absences[id] { return closed }
        }
        return nil
    }

    /// The rulings on a risk, by date, then sequence.
    func rulings(on key: RiskKey) -> [Ruling] { rulingsByRisk[key] ?? [] }

    /// The rulings on a risk that other keys may name too, by date, then sequence.
    func rulings(on key: RiskKey, aliases: Set<String>) -> [Ruling] {
        let others = aliases.subtracting([key.id]).flatMap {
            rulings(on: RiskKey(organisation: key.organisation, level: key.level, id: $0))
        }
        guard !others.isEmpty else { return rulings(on: key) }
        return (rulings(on: key) + others).sorted {
            $0.date != $1.date ? $0.date < $1.date : $0.sequence < $1.sequence
        }
    }

    /// The extract in force that was made of the same files under the same mappings.
    func sameImport(
        _ header: ImportHeader, files: [String], absences: [String: AbsenceAnswer]
    ) -> ExtractSummary? {
        stored.first { extract in
            let summary = extract.summary
            return summary.asAt == header.asAt && summary.organisation == header.organisation
                && summary.source == header.source && summary.scope == header.scope
                && extract.activeKinds == extract.kinds && extract.absences == absences
                && extract.files.map { $0.file.sha256 + $0.file.mapping }.sorted() == files.sorted()
        }?.summary
    }

    /// The newest extract that counts for the place of another, by its sequence.
    func superseded(by header: ImportHeader, kinds: Set<SourceMapping.Kind>) -> Int? {
        stored.filter { extract in
            let summary = extract.summary
            return summary.asAt == header.asAt && summary.organisation == header.organisation
                && summary.source == header.source && summary.scope == header.scope
                && !extract.activeKinds.isDisjoint(with: kinds)
        }.map(\.summary.sequence).max()
    }

    private mutating func settleSupersession() {
        var newest: [StoredExtract.Place: Int] = [:]
        for (index, extract) in stored.enumerated() {
            for kind in extract.kinds { newest[extract.place(kind)] = index }
        }
        for index in stored.indices {
            let kinds = stored[index].kinds
            stored[index].activeKinds = kinds.filter { newest[stored[index].place($0)] == index }
            if stored[index].activeKinds.isEmpty {
                stored[index].summary.supersededBy =
                    kinds.compactMap { newest[stored[index].place($0)] }.max()
                    .map { stored[$0].summary.sequence }
            }
        }
    }
}

import Foundation
import Intake
import RegisterStore
package import RiskRegister
import Rulebooks
import XML

/// One or more files of one day become one extract of the register, or nothing does: `baf import`.
package struct ImportRequest: DeskRequest {
    /// Told how many records of how many have been read, from time to time.
    package typealias Progress = @Sendable (_ done: Int, _ of: Int) -> Void

    /// The files' paths.
    package var files: [String]
    /// The day that they speak for; nil: as they say.
    package var asAt: Day?
    /// What they cover: "directorate=Adults"; nil: everything.
    package var scope: String?
    /// A mapping to read them by, by its path; nil: the rules' mappings.
    package var mapping: String?
    /// The folder of rules.
    package var rules: String
    /// Say all of it and write nothing.
    package var isDryRun: Bool
    /// Import although risks are missing.
    package var acceptsShrinking: Bool
    /// What people say of risks that the files lack: "ID=closed:DAY", "ID=left-out", or "@FILE" of such
    /// lines.
    package var absent: [String]
    /// Told how far it is.
    package var progress: Progress

    /// A request to import files by the rules of a folder.
    package init(
        _ files: [String], asAt: Day? = nil, scope: String? = nil, mapping: String? = nil,
        rules: String, isDryRun: Bool = false, acceptsShrinking: Bool = false,
        absent: [String] = [],
        progress: @escaping Progress = { _, _ in }
    ) {
        self.files = files
        self.asAt = asAt
        self.scope = scope
        self.mapping = mapping
        self.rules = rules
        self.isDryRun = isDryRun
        self.acceptsShrinking = acceptsShrinking
        self.absent = absent
        self.progress = progress
    }

    package var capabilities: [Capability] { [.import] }

    package func answer(at visit: Visit) throws -> ImportAnswer {
        let absences = try AbsenceList(absent)
        let loaded = try RulebookFolder.load(rules)
        let mappings = try MappingChoice(loaded, named: mapping)
        var inputs: [ImportInput] = []
        for path in files {
            for file in try mappings.files(in: .file(path)) {
                inputs.append(try mappings.input(file))
            }
        }
        // Frameworks first, then actions, then risks: the order of a day's events.
        inputs.sort { $0.rank < $1.rank }
        var header = try header(inputs, mappings, at: visit)
        header.absences = absences.answers
        guard header.asAt <= visit.now.day else {
            throw DeskFailure(
                .refused,
                "\(inputs[0].file.name) is of \(header.asAt.inWords), and today is "
                    + "\(visit.now.day.inWords)\nNothing was imported. Is the day right? --as-at names it."
            )
        }
        do {
            let (result, remarks) = try store(inputs, header, loaded, at: visit)
            let readings = isDryRun ? try inputs.map { try FileReading($0.file) } : []
            return ImportAnswer(result, remarks: remarks, readings: readings)
        } catch StoreError.absencesRefused(let faults) {
            throw absences.explained(faults)
        }
    }

    // MARK: - What the extract is

    private func header(
        _ inputs: [ImportInput], _ mappings: MappingChoice, at visit: Visit
    ) throws -> ImportHeader {
        let days = Dictionary(
            inputs.compactMap { input in input.file.asAt.map { ($0, input.file.name) } },
            uniquingKeysWith: { $1 }
        ).sorted { $0.key < $1.key }
        if asAt == nil, days.count > 1 {
            let names = days.map { "\($0.value) is of \($0.key)" }.joined(separator: ", ")
            throw DeskFailure(
                .usage,
                "the files are of different days: \(names)\nImport each day by itself, or name the day with --as-at."
            )
        }
        let unread = inputs.compactMap { input in
            input.file.unreadDay.map { (name: input.file.name, text: $0) }
        }
        if asAt == nil, let unread = unread.first {
            throw DeskFailure(
                .refused,
                "\(unread.name) says that it is of \"\(unread.text.prefix(40))\", which is no day\n"
                    + "Nothing was imported. Correct the file, or name the day: --as-at 2026-06-30"
            )
        }
        guard let day = asAt ?? days.first?.key else {
            throw DeskFailure(
                .usage,
                "\(inputs[0].file.name) does not say which day it speaks for\nName the day: --as-at 2026-06-30"
            )
        }
        let risks = inputs.first { $0.file.kind == .risks }
        return ImportHeader(
            asAt: day, organisation: try organisation(inputs, at: visit),
            source: (risks ?? inputs[0]).file.mapping.source, scope: try parsedScope(),
            software: visit.desk.software, recordedAt: visit.now.instant)
    }

    /// The organisation that the files name; else the register's only one; else a name for want of one.
    private func organisation(_ inputs: [ImportInput], at visit: Visit) throws -> String {
        let organisations = Dictionary(
            inputs.compactMap { input in input.organisation.map { ($0, input.file.name) } },
            uniquingKeysWith: { $1 })
        guard organisations.count <= 1 else {
            let names = organisations.sorted { $0.key < $1.key }
                .map { "\($0.value) is of \($0.key)" }.joined(separator: ", ")
            throw DeskFailure(.refused, "the files are of different organisations: \(names)")
        }
        if let named = organisations.keys.first { return named }
        if FileManager.default.fileExists(atPath: visit.desk.path) {
            let known = try visit.store().organisations()
            if known.count == 1 { return known[0] }
        }
        return "trust"
    }

    private func parsedScope() throws -> ExtractScope {
        guard let scope else { return .all }
        let parts = scope.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty,
            ExtractScope.fields.contains(parts[0].lowercased())
        else {
            throw DeskFailure(
                .usage,
                "--scope is FIELD=VALUE, with a field among \(ExtractScope.fields.joined(separator: ", ")); got \"\(scope)\""
            )
        }
        return .part(field: parts[0].lowercased(), value: parts[1])
    }

    // MARK: - Storing

    private func store(
        _ inputs: [ImportInput], _ header: ImportHeader, _ loaded: LoadedRulebook,
        at visit: Visit
    ) throws -> (ImportResult, remarks: [String]) {
        // A dry run on no register works on one that vanishes with it.
        let isScratch = isDryRun && !FileManager.default.fileExists(atPath: visit.desk.path)
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-dry-run-\(UUID().uuidString).sqlite").path
        defer {
            if isScratch {
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: scratch + suffix)
                }
            }
        }
        let store =
            isScratch
            ? try RegisterStore(path: scratch, mode: .create, typing: .desk)
            : try visit.desk.storeToWrite()
        // What the request says and the files deny: it holds, but never in silence.
        var remarks = inputs.compactMap { input in
            input.file.asAt.flatMap { $0 == header.asAt ? nil : (input.file.name, $0) }
        }.map { "\($0) says \($1.inWords); taken as of \(header.asAt.inWords), as --as-at says." }
        let sameDay = try store.imports().filter {
            $0.asAt == header.asAt && $0.organisation == header.organisation && $0.hasRisks
                && $0.source == header.source && $0.scope != header.scope && $0.supersededBy == nil
        }
        remarks += sameDay.map {
            "Entry \($0.sequence) of the same day covers \($0.scope): where the two disagree on a risk, "
                + "the extract of the narrower scope counts."
        }
        let total = inputs.reduce(0) { $0 + $1.file.recordCount }
        var done = 0
        let result = try store.importExtract(
            header, rulebook: RulebookSource(loaded), acceptShrink: acceptsShrinking,
            dryRun: isDryRun
        ) { session in
            var seen = ImportRemarks(scope: header.scope)
            for input in inputs {
                try input.read(into: session, &seen) { count in
                    done += count
                    progress(done, total)
                }
            }
            remarks += try seen.lines()
        }
        if !result.guessed.isEmpty {
            let ids = result.guessed.map(\.id).joined(separator: ", ")
            remarks.append(
                "\(ids): no id, and the title and description of another; which of them is which from month to "
                    + "month is a guess (RD12).")
        }
        if result.isLate, result.disposition != .alreadyThere {
            remarks += try comparedAnew(header, in: store)
        }
        return (result, remarks)
    }
}

extension ImportRequest {
    /// What the next later extract is compared with from now on.
    fileprivate func comparedAnew(
        _ header: ImportHeader, in store: RegisterStore
    ) throws -> [String] {
        let days = Set(
            try store.imports().filter {
                $0.organisation == header.organisation && $0.hasRisks && $0.supersededBy == nil
            }.map(\.asAt)
        ).sorted()
        // Where the day had an extract before, the next was compared with it already.
        let earlier = try store.imports().filter {
            $0.organisation == header.organisation && $0.hasRisks && $0.asAt == header.asAt
        }
        guard earlier.count == 1, let next = days.first(where: { $0 > header.asAt }) else {
            return []
        }
        let before = days.last { $0 < header.asAt }.map { ", and no longer with \($0.inWords)" }
        return [
            "What changed by \(next.inWords) is compared with \(header.asAt.inWords)\(before ?? "")."
        ]
    }
}

extension Desk {
    /// The register to import into; it is made when there is none.
    func storeToWrite() throws -> RegisterStore {
        FileManager.default.fileExists(atPath: path)
            ? try store() : try RegisterStore(path: path, mode: .create, typing: .desk)
    }
}

extension RulebookSource {
    /// A folder of rules with the files that decide.
    init(_ loaded: LoadedRulebook) {
        self.init(
            rulebook: loaded.rulebook,
            files: loaded.decidingFiles.map { RulebookFile(path: $0.path, bytes: $0.bytes) })
    }
}

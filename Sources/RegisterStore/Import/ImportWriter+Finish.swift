import Foundation
import GRDB
import RiskRegister

extension ImportWriter {
    /// Ends the import: what vanished, the guard, the rows of the extract, and what follows from it.
    func finish(acceptShrink: Bool) throws -> ImportResult {
        let held = files.map { $0.file.sha256 + $0.file.mapping }
        answers = settledAnswers()
        if let same = truth.sameImport(header, files: held, absences: answers) {
            return ImportResult(disposition: .alreadyThere, extract: same)
        }
        var missing = MissingRisks()
        var shrinkage: StoreError.Shrinkage?
        try checkAnswers()
        if summary.hasRisks {
            missing = isNewest ? try lackOfNewest() : try lackOfSlot()
            shrinkage = try shortfall(missing)
            if let shrinkage, !acceptShrink { throw StoreError.shrunk(shrinkage) }
            count(missing)
            if isNewest, !needsRebuild { try foldAbsent(missing) }
        }
        summary.files = files.map(\.file)
        summary.supersedes = truth.superseded(by: header, kinds: Set(files.map(\.file.kind)))
        try writeExtract()
        summary.sequence = try entry.seal()
        try derive()
        summary.balance.keptOnRegister = try derived.keptOnRegister(
            header.organisation, on: header.asAt)

        var result = ImportResult(disposition: .stored, extract: summary)
        result.vanished = missing.vanished.map(\.key).sorted()
        result.asked = missing.asked.map(\.key).sorted()
        result.answered = answers.keys.map {
            RiskKey(organisation: header.organisation, id: $0)
        }.sorted()
        if summary.supersedes != nil {
            result.replaced = slots.filter { _, slot in
                slot.prior != slot.record
                    || slot.priorReading != files[Int(slot.file)].reading
            }.map { RiskKey(organisation: header.organisation, id: $0.key) }.sorted()
        }
        result.rejected = rejected.map {
            RejectedRecord(
                key: RiskKey(organisation: header.organisation, id: $0.key), line: Int($0.line))
        }.sorted { $0.key != $1.key ? $0.key < $1.key : $0.line < $1.line }
        result.guessed = slots.keys.map { RiskKey(organisation: header.organisation, id: $0) }
            .filter { $0.twinOf != nil }.sorted()
        if summary.hasRisks, header.scope != .all { result.notCovered = try notCovered() }
        try past.changes(db, into: &result.pastChanges)
        result.isLate = summary.hasRisks && !isNewest
        result.acceptedShrinkage = shrinkage
        if result.isLate {
            result.baselineMoves = try Truth(db, knownAt: nil)
                .baselineMoves(since: truth, header.organisation)
        }
        return result
    }

    /// The open risks that the newest extracts of the day leave as they were, by the day that is known of them.
    private func notCovered() throws -> [Day: Int] {
        let extracts = try Truth(db, knownAt: nil).active(header.organisation, .risks)
        let sightings = Sightings(extracts.filter { $0.summary.asAt <= header.asAt })
        var counts: [Day: Int] = [:]
        try derived.risks(header.organisation, .operational) { risk in
            guard let point = try derived.point(risk.id, onOrBefore: header.asAt),
                point.standing.status == .open
            else { return }
            let seen = try sightings.last(of: risk, onOrBefore: header.asAt) {
                try derived.seen.span(risk.id, onOrBefore: header.asAt)
            }
            if let seen, sightings.isOutOfScope(try derived.brief(point), lastHeldBy: seen) {
                counts[seen.day, default: 0] += 1
            }
        }
        return counts
    }

    private func count(_ missing: MissingRisks) {
        for slot in slots.values {
            if slot.prior == 0 {
                summary.new += 1
            } else if slot.prior == slot.record {
                summary.unchanged += 1
            } else {
                summary.changed += 1
            }
        }
        summary.vanished = missing.vanished.count
    }

    // MARK: - What is written

    private func writeExtract() throws {
        var (field, value): (String?, String?)
        if case .part(let name, let wanted) = header.scope { (field, value) = (name, wanted) }
        let kinds = files.map { 1 << RecordKind($0.file.kind).rawValue }.reduce(0, |)
        let extract = try entry.insert(
            "extract",
            [
                "entry": entry.sequence, "asAt": header.asAt.description,
                "organisation": header.organisation, "source": header.source,
                "scopeField": field, "scopeValue": value, "kinds": kinds,
                "software": header.software, "supersedes": summary.supersedes,
                "counts": StoredJSON.text(StoredCounts(summary)),
                "unmapped": StoredJSON.text(summary.unmapped),
                "findings": StoredJSON.text(summary.findings.map(StoredFinding.init)),
            ])
        var records = files.map(\.records)
        for slot in slots.values { records[Int(slot.file)].append(slot.record) }
        var ids: [Int64] = []
        for open in files {
            let file = open.file
            ids.append(
                try entry.insert(
                    "file",
                    [
                        "extract": extract, "name": file.name, "sha256": file.sha256,
                        "bytes": file.bytes, "kind": RecordKind(file.kind).rawValue,
                        "encoding": file.encoding, "mapping": file.mapping,
                        "dateOrder": file.dateOrder.rawValue,
                    ]))
        }
        for (index, id) in ids.enumerated() {
            try Manifest.write(records[index], file: id, entry: entry)
        }
        for (id, answer) in answers.sorted(by: { RiskKey.precedes($0.key, $1.key) }) {
            var day: Day?
            if case .closed(let closed) = answer { day = closed }
            try entry.insert(
                "absence", ["extract": extract, "risk": id, "closed": day?.description])
        }
        for row in rejected {
            try entry.insert(
                "rejected",
                ["file": ids[Int(row.file)], "record": row.record, "line": Int(row.line)])
        }
    }

    private func derive() throws {
        guard needsRebuild || summary.hasRisks || summary.hasFramework else { return }
        let organisation = header.organisation
        let now = try Derivation(db, truth: Truth(db, knownAt: nil), store: store)
        if needsRebuild {
            try derived.clear(organisation, .operational)
            try now.operational(organisation, to: derived.write)
        } else {
            // What a released hold silenced is asked on the day of this extract.
            for id in asking {
                guard let risk = try derived.risk(id, of: organisation) else { continue }
                try store.refold(risk.key, now, derived)
            }
        }
        try derived.clear(organisation, .principal)
        try now.principal(organisation, to: derived.write)
    }
}

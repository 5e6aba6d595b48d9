import ArgumentParser
import RegisterDesk
import RegisterReports
import RiskRegister

/// `baf import --each`: a folder's files, a day at a time, shown before they are taken.
extension ImportCommand {
    func importEach(_ folder: String) throws {
        let plan = try ImportPlanRequest(folder, mapping: mapping, rules: common.rulesPath)
            .answered(common)
        if dryRun {
            if output == .json { return Output.write(try plan.json()) }
            plan.lines.forEach { Output.line($0) }
            return
        }
        if output != .json, !common.quiet { plan.lines.forEach { Output.line($0) } }
        guard plan.isWhole else {
            throw DeskFailure(
                .refused,
                "\(plan.left.count { $0.isExport }) of the files cannot be imported; nothing was\n"
                    + plan.left.filter(\.isExport).prefix(2).map { "\($0.file): \($0.why)" }
                    .joined(separator: "\n") + "\nMend them, or take them out of the folder.")
        }
        guard !plan.days.isEmpty else {
            throw DeskFailure(.missing, "\(folder) holds no export")
        }
        guard yes || confirmed(plan.days.count) else {
            throw DeskFailure(
                .usage, "nothing was imported: say --yes, or answer yes on a terminal")
        }
        var answers: [ImportAnswer] = []
        for (done, day) in plan.days.enumerated() {
            do {
                let answer = try ImportRequest(
                    day.files.map(\.file), asAt: day.asAt, scope: scope, mapping: mapping,
                    rules: common.rulesPath, acceptsShrinking: acceptShrink
                ).answered(common)
                answers.append(answer)
                if output != .json, !common.quiet { Output.line(answer.eachLine) }
            } catch {
                let stands =
                    done == 0 ? "Nothing was imported." : "The \(done) before it are stored."
                throw DeskFailure(
                    error.meaning,
                    "\(error.message)\n\(day.asAt.inWords) and what follows was not imported. \(stands)"
                )
            }
        }
        if output == .json {
            Output.write(try ImportsOfFolder(extracts: answers.map(\.document)).json())
        }
    }

    /// Asks on a terminal; elsewhere nobody could answer.
    private func confirmed(_ days: Int) -> Bool {
        guard Surroundings.canAsk else { return false }
        Output.note("Import these \(Count.of(days, "day")), in this order? [y/N]")
        let answer = readLine(strippingNewline: true)?.lowercased()
        return answer == "y" || answer == "yes"
    }
}

extension ImportPlan {
    /// The plan as a person reads it.
    fileprivate var lines: [String] {
        var lines: [String] = []
        for day in days {
            let whose = day.organisation.map { ", \($0)" } ?? ""
            lines.append("\(day.asAt.inWords)\(whose)")
            for file in day.files {
                let says =
                    switch file.dayFrom {
                    case .file: file.nameSays.map { "; its name says \($0.inWords)" } ?? ""
                    case .name: "; the day is its name's"
                    }
                lines.append(
                    "  \(file.file): \(Count.of(file.records, "record")) of \(file.kinds.joined(separator: ", "))\(says)"
                )
            }
        }
        for left in left {
            lines.append("left out: \(left.file): \(left.why)")
        }
        return lines
    }
}

extension ImportAnswer {
    /// One import among many, on a line, with what a person must not miss.
    fileprivate var eachLine: String {
        let entry = extract.sequence.map { ", entry \($0)" } ?? ""
        switch disposition {
        case .alreadyThere:
            return "\(extract.asAt.inWords): in the register already\(entry)."
        case .stored, .dryRun:
            let risks =
                hasRisks
                ? ": \(extract.new) new, \(extract.changed) changed, \(extract.vanished) vanished, "
                    + "\(Count.of(extract.rejected, "double"))" : ""
            let told =
                findings.isEmpty ? "" : "; \(Count.of(findings.count, "finding")) on the files"
            return "\(extract.asAt.inWords)\(entry)\(risks)\(told)."
        }
    }
}

import Foundation

/// Reads what a person brings back: a workbook, a CSV file, or a folder of them.
enum SheetFiles {
    /// No rules fill a file of this size.
    private static let sizeLimit = 64 << 20

    /// The sheets of a path, and whether it was a single CSV file, which is one table and no more.
    static func read(
        _ path: String
    ) throws(RuleSheetError) -> (grids: [SheetGrid], isSingle: Bool) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path)
        }
        guard isFolder.boolValue else {
            let bytes = try bytes(path)
            let name = (path as NSString).lastPathComponent
            let isArchive = bytes.starts(with: [0x50, 0x4B])
            if isArchive { return (try SheetGrid.sheets(bytes, file: name), false) }
            return ([try text(bytes, name)], true)
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let files = names.filter { $0.lowercased().hasSuffix(".csv") && !$0.hasPrefix(".") }
            .sorted()
        guard !files.isEmpty else {
            throw .refused([
                SheetProblem(
                    path, "the folder holds no .csv file",
                    advice: "name the workbook, or the folder that `baf rules export --csv` wrote")
            ])
        }
        var grids: [SheetGrid] = []
        for name in files {
            grids.append(
                try text(try bytes((path as NSString).appendingPathComponent(name)), name))
        }
        return (grids, false)
    }

    private static func bytes(_ path: String) throws(RuleSheetError) -> [UInt8] {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int ?? 0
        guard size <= sizeLimit else {
            throw .refused([
                SheetProblem(
                    path, "the file has \(size >> 20) MB, and no rules are that large",
                    advice: "export the rules again and edit that file")
            ])
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "it is no file, or not permitted")
        }
        return [UInt8](data)
    }

    private static func text(
        _ bytes: [UInt8], _ name: String
    ) throws(RuleSheetError) -> SheetGrid {
        // An OLE file: what Excel wrote before 2007, and what a password makes of a workbook today.
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            let mark = Array("EncryptedPackage".utf16).flatMap {
                [UInt8($0 & 0xFF), UInt8($0 >> 8)]
            }
            let isEncrypted = Data(bytes).range(of: Data(mark)) != nil
            throw .refused([
                isEncrypted
                    ? SheetProblem(
                        name, "the workbook has a password",
                        advice: "save it without one (File, Info, Protect Workbook)")
                    : SheetProblem(
                        name, "the file is of an Excel before 2007 (.xls)",
                        advice: "open it and save it as .xlsx")
            ])
        }
        guard !bytes.isEmpty else {
            throw .refused([
                SheetProblem(name, "the file is empty", advice: "export the rules again")
            ])
        }
        guard
            !bytes.prefix(4_096).contains(0) || bytes.starts(with: [0xFF, 0xFE])
                || bytes.starts(with: [0xFE, 0xFF])
        else {
            throw .refused([
                SheetProblem(
                    name, "the file is neither a workbook (.xlsx) nor text (.csv)",
                    advice: "bring back the file that `baf rules export` wrote")
            ])
        }
        return try CSVText.grid(bytes, file: name)
    }
}

import Foundation
package import RiskRegister

/// Makes a tagged PDF from a paper's HTML by running WeasyPrint, where it is installed.
package enum PDFWriter {
    /// The PDF of a paper's HTML.
    ///
    /// SOURCE_DATE_EPOCH is the paper's day, so that the same paper gives the same bytes.
    ///
    /// - Parameters:
    ///   - html: The document.
    ///   - asAt: The paper's day.
    ///   - path: Where programs are looked for, as PATH; nil takes the environment's.
    /// - Returns: The file's bytes.
    /// - Throws: When WeasyPrint is missing or fails.
    package static func pdf(
        html: String, asAt: Day, path: String? = nil
    ) throws(ReportError) -> [UInt8] {
        guard let tool = executable("weasyprint", path: path) else { throw .noPDFTool }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("baf-pdf-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (
            folder.appendingPathComponent("paper.html"), folder.appendingPathComponent("paper.pdf")
        )
        let errors = folder.appendingPathComponent("errors.txt")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(html.utf8).write(to: input)
            try Data().write(to: errors)
            let process = Process()
            process.executableURL = tool
            process.arguments = [
                "--quiet", "--pdf-variant", "pdf/ua-1", input.path, output.path,
            ]
            var variables = ProcessInfo.processInfo.environment
            variables["SOURCE_DATE_EPOCH"] = String(Int(asAt.number) * 86_400)
            process.environment = variables
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            // A file, not a pipe: a full pipe that nobody reads would stop the program.
            let log = try FileHandle(forWritingTo: errors)
            process.standardError = log
            try process.run()
            process.waitUntilExit()
            try log.close()
            let complaint = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
            guard process.terminationStatus == 0 else {
                let last = complaint.split(separator: "\n").last.map(String.init)
                throw ReportError.pdfFailed(last ?? "status \(process.terminationStatus)")
            }
            return Array(try Data(contentsOf: output))
        } catch let error as ReportError {
            throw error
        } catch {
            throw .pdfFailed(error.localizedDescription)
        }
    }

    private static func executable(_ name: String, path: String?) -> URL? {
        let folders = path ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":")
            .map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

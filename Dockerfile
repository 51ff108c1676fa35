# The application image: the jar that "mvn package" built, on a Java 17 runtime, run by a user without rights.
FROM eclipse-temurin:17-jre
ENV TZ=Asia/Shanghai LANG=C.UTF-8
RUN useradd --system --create-home --home-dir /home/casework casework
WORKDIR /home/casework
# The volume with the attachments takes its owner from here.
RUN install --directory --owner=casework attachments
COPY target/casework-*.jar casework.jar
USER casework
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-Duser.timezone=Asia/Shanghai", "-Dfile.encoding=UTF-8", "-jar", "casework.jar"]
